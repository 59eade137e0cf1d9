import test from 'ava';
import fc from 'fast-check';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {
  type Deliverer,
  type Delivery,
  deliver,
  deliverDueMail,
  dueDelivery,
  type MailLedger,
} from '../../src/domain/deliveries.ts';
import {linkKey} from '../../src/domain/links.ts';
import type {Mail} from '../../src/domain/mails.ts';
import {ask, confirm, join, leave, type Subscriber} from '../../src/domain/subscribers.ts';

const email = emailAddress.parse('ada@example.com');
const start = new Date('2026-03-01T09:30:00.000Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const pending = ask(undefined, {email}, start);
const confirmed = {...pending, status: 'confirmed', version: 2} as const;
const unsubscribed = {...pending, status: 'unsubscribed', version: 3} as const;
const joined = join(undefined, {email}, start);
const askedAgain = {...pending, version: 4, askedAt: after(1e6).toISOString()};

const due = test.macro({
  exec: (t, before: Subscriber | undefined, now: Subscriber | undefined, delivery: Omit<Delivery, 'to'> | undefined) =>
    t.deepEqual(
      dueDelivery({...(before && {before}), ...(now && {after: now})}),
      delivery && {to: subscriberId(email), ...delivery},
    ),
  title: (_, before: Subscriber | undefined, now: Subscriber | undefined, delivery: Omit<Delivery, 'to'> | undefined) =>
    `${before?.status ?? 'nobody'} → ${now?.status ?? 'nobody'}${now?.consent ? ` by ${now.consent}` : ''}${now === askedAgain ? ', asked anew,' : ''} makes ${delivery ? `a ${delivery.kind} mail` : 'no mail'} due`,
});

test(due, undefined, pending, {kind: 'confirmation', occasion: pending.askedAt});
test(due, pending, pending, undefined);
test(due, pending, askedAgain, {kind: 'confirmation', occasion: askedAgain.askedAt});
test(due, unsubscribed, askedAgain, {kind: 'confirmation', occasion: askedAgain.askedAt});
test(due, pending, confirmed, {kind: 'welcome'});
test(due, confirmed, confirmed, undefined);
test(due, undefined, confirmed, undefined);
test(due, undefined, joined, {kind: 'welcome'});
test(due, pending, join(pending, {email}, start), {kind: 'welcome'});
test(due, unsubscribed, join(unsubscribed, {email}, start), {kind: 'welcome'});
test(due, joined, joined, undefined);
test(due, confirmed, unsubscribed, undefined);
test(due, pending, undefined, undefined);
test(due, undefined, undefined, undefined);

/** The world of one subscriber: the ledger as its contract says, and an outbox that fails as often as `failures` says. */
const worldOf = (kept: Subscriber | undefined, failures = 0) => {
  const ledger = new Map<string, {sent: boolean; leaseUntil: string}>();
  const outbox: Mail[] = [];
  const keyOf = (delivery: Delivery) => JSON.stringify(delivery);
  const mailLedger: MailLedger = {
    claim: async (delivery, {now, leaseUntil}) => {
      const found = ledger.get(keyOf(delivery));
      if (found?.sent) return 'sent';
      if (found && found.leaseUntil > now) return 'leased';
      ledger.set(keyOf(delivery), {sent: false, leaseUntil});
      return 'claimed';
    },
    release: async (delivery) => void ledger.delete(keyOf(delivery)),
    commit: async (delivery, leaseUntil) => void ledger.set(keyOf(delivery), {sent: true, leaseUntil}),
  };
  let failed = 0;
  const deliverer: Deliverer = {
    subscribers: {read: async () => kept, write: async () => false},
    ledger: mailLedger,
    mailer: {
      send: async (mail) => {
        if (failed++ < failures) throw new Error('expected SES to take the mail, got Throttling');
        outbox.push(mail);
        return `message-${outbox.length}`;
      },
    },
    site: {
      ...{title: 'Blog', description: '', language: 'en', author: 'Robin', url: 'https://blog.example'},
      confirmation: 'required',
    },
    signingKey: async () => linkKey('a secret'),
  };
  return {deliverer, ledger: mailLedger, outbox};
};

const welcome: Delivery = {to: pending.id, kind: 'welcome'};
const confirmation: Delivery = {to: pending.id, kind: 'confirmation', occasion: pending.askedAt};

test('a mail that was sent is not sent again', async (t) => {
  const {deliverer, outbox} = worldOf(confirmed);

  await deliver(deliverer, welcome, start);
  await deliver(deliverer, welcome, after(1e6));

  t.is(outbox.length, 1);
});

test('each time an address is asked is a mail of its own', async (t) => {
  const first = worldOf(pending);
  await deliver(first.deliverer, confirmation, start);
  const second = {...first.deliverer, subscribers: worldOf(askedAgain).deliverer.subscribers};

  await deliver(second, {...confirmation, occasion: askedAgain.askedAt}, start);

  t.is(first.outbox.length, 2);
});

const unwanted = test.macro({
  exec: async (t, kept: Subscriber | undefined, delivery: Delivery) => {
    const {deliverer, outbox} = worldOf(kept);

    await deliver(deliverer, delivery, start);

    t.is(outbox.length, 0);
  },
  title: (_, kept: Subscriber | undefined, {kind}: Delivery) =>
    `no ${kind} mail goes to somebody who is ${kept?.status ?? 'gone'} by now`,
});

test(unwanted, undefined, welcome);
test(unwanted, pending, welcome);
test(unwanted, unsubscribed, welcome);
test(unwanted, {...confirmed, status: 'suppressed'}, welcome);
test(unwanted, undefined, confirmation);
test(unwanted, confirmed, confirmation);
test(unwanted, unsubscribed, confirmation);

test('a confirmation that was asked for again is sent for the last time of asking only', async (t) => {
  const {deliverer, outbox} = worldOf(askedAgain);

  await deliver(deliverer, confirmation, start);

  t.is(outbox.length, 0);
});

test('a mail that SES did not take is sent by the next attempt at once', async (t) => {
  const {deliverer, outbox} = worldOf(confirmed, 1);

  await t.throwsAsync(deliver(deliverer, welcome, start), {message: /Throttling/});
  await deliver(deliverer, welcome, after(1));

  t.is(outbox.length, 1);
});

test('a sender that died is waited for until its lease ends, and then replaced', async (t) => {
  const {deliverer, ledger, outbox} = worldOf(confirmed);
  await ledger.claim(welcome, {now: start.toISOString(), leaseUntil: after(90).toISOString()});

  await t.throwsAsync(deliver(deliverer, welcome, after(89.999)), {message: /lease/});
  t.is(outbox.length, 0);

  await deliver(deliverer, welcome, after(90));
  t.is(outbox.length, 1);
});

test('a lease is longer than the 60 seconds that a sender may live', async (t) => {
  const {deliverer} = worldOf(confirmed);
  let leaseMs = 0;
  const claim: MailLedger['claim'] = async (_, {now, leaseUntil}) => {
    leaseMs = Date.parse(leaseUntil) - Date.parse(now);
    return 'sent';
  };

  await deliver({...deliverer, ledger: {...deliverer.ledger, claim}}, welcome, start);

  t.true(leaseMs > 60_000);
});

test('in whatever number and order changes arrive, no mail is sent twice and none that is wanted is missing', async (t) => {
  const second = confirm(pending, after(60)) as Subscriber;
  const left = leave(second, after(120)) as Subscriber;
  const changes = [{after: pending}, {before: pending, after: second}, {before: second, after: left}];
  const arrivals = fc.array(fc.constantFrom(...changes), {minLength: 1, maxLength: 15});
  await fc.assert(
    fc.asyncProperty(arrivals, fc.constantFrom(pending, second, left), fc.nat(3), async (arrived, kept, failures) => {
      const {deliverer, outbox} = worldOf(kept, failures);
      const retried = arrived.flatMap((change) => Array.from({length: failures + 1}, () => change));
      for (const change of retried) await deliverDueMail(deliverer, {...change, now: start}).catch(() => {});
      const wanted = arrived.filter(({after: now}) => now === kept && now !== left);
      return outbox.length === Math.min(1, wanted.length);
    }),
    {seed: 7, numRuns: 1000},
  );
  t.pass();
});
