import test from 'ava';
import {type Delivery, deliver, type MailLedger} from '../../src/domain/deliveries.ts';
import {sweepMails} from '../../src/domain/mail-sweeps.ts';
import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import {type Subscriber, undergo} from '../../src/domain/subscriber-life.ts';
import {after, aSubscriber, start} from './a-subscriber.ts';
import {mailWorld} from './mail-world.ts';

const pending = aSubscriber(['asked']);
const confirmed = aSubscriber(['asked', 'confirmed']);
const left = aSubscriber(['asked', 'confirmed', 'left']);
const suppressed = aSubscriber(['asked', 'confirmed', 'bounced']);
const askedAgain = undergo(pending, {by: 'asked', now: after(1e6)});

const welcome: Delivery = {to: pending.id, kind: 'welcome'};
const confirmation: Delivery = {to: pending.id, kind: 'confirmation', occasion: start.toISOString()};
const newPost: Delivery = {to: pending.id, kind: 'new-post', occasion: 'a-boat'};
const news = {title: 'A boat', summary: 'It floats.', url: 'https://blog.example/posts/a-boat/'};

test('a mail that was sent is not sent again', async (t) => {
  const {deliverer, outbox} = mailWorld(confirmed);

  await deliver(deliverer, welcome, start);
  await deliver(deliverer, welcome, after(1e6));

  t.is(outbox.length, 1);
});

test('each time an address is asked, and each post, is a mail of its own', async (t) => {
  const {deliverer, outbox} = mailWorld(pending, {news});
  await deliver(deliverer, confirmation, start);
  const again = {...deliverer, subscribers: {read: async () => askedAgain}};
  await deliver(again, {...confirmation, occasion: askedAgain.askedAt ?? ''}, after(1e6));
  const reader = {...deliverer, subscribers: {read: async () => confirmed}};
  await deliver(reader, newPost, start);
  await deliver(reader, {...newPost, occasion: 'a-house'}, start);

  t.is(outbox.length, 4);
});

test('a mail that asks waits until tomorrow if another one asked the same address today', async (t) => {
  const {deliverer, outbox} = mailWorld(pending);
  const again = {...deliverer, subscribers: {read: async () => askedAgain}};
  const second = {...confirmation, occasion: askedAgain.askedAt ?? ''};
  await deliver(deliverer, confirmation, start);

  t.is(await deliver(again, second, after(60)), 'waiting');
  t.is(outbox.length, 1);

  await sweepMails(again, () => new Date('2026-03-02T00:00:00.000Z'));
  t.is(outbox.length, 2);
});

const unwanted = test.macro({
  exec: async (t, kept: Subscriber | undefined, delivery: Delivery) => {
    const {deliverer, outbox, stateOf} = mailWorld(kept, {news});

    t.is(await deliver(deliverer, delivery, start), 'unwanted');

    t.is(outbox.length, 0);
    t.is(stateOf(delivery), undefined);
  },
  title: (_, kept: Subscriber | undefined, {kind}: Delivery) =>
    `no ${kind} mail goes to somebody who is ${kept?.status ?? 'gone'} by now`,
});

for (const delivery of [welcome, newPost])
  for (const kept of [undefined, pending, left, suppressed]) test(unwanted, kept, delivery);
for (const kept of [undefined, confirmed, left, suppressed]) test(unwanted, kept, confirmation);

test('a post that is published no more is told of to nobody', async (t) => {
  const {deliverer, outbox} = mailWorld(confirmed);

  t.is(await deliver(deliverer, newPost, start), 'unwanted');
  t.is(outbox.length, 0);
});

test('a confirmation that was asked for again is sent for the last time of asking only', async (t) => {
  const {deliverer, outbox} = mailWorld(askedAgain);

  await deliver(deliverer, confirmation, start);

  t.is(outbox.length, 0);
});

test('a mail that SES did not take is sent by the next attempt at once', async (t) => {
  const {deliverer, outbox} = mailWorld(confirmed, {failures: 1});

  await t.throwsAsync(deliver(deliverer, welcome, start), {message: /Throttling/});
  await deliver(deliverer, welcome, after(1));

  t.is(outbox.length, 1);
});

test('a sender that died is waited for until its lease ends, and then replaced by the sweep', async (t) => {
  const {deliverer, ledger, outbox} = mailWorld(confirmed);
  await ledger.claim(welcome, {now: start.toISOString(), until: after(90).toISOString()});

  await t.throwsAsync(deliver(deliverer, welcome, after(89.999)), {message: /lease/});
  await sweepMails(deliverer, () => after(89.999));
  t.is(outbox.length, 0);

  t.like(await sweepMails(deliverer, () => after(90)), {sent: 1});
  t.is(outbox.length, 1);
});

test('a mail that was sent stays sent when its commit fails, until its lease ends', async (t) => {
  const {deliverer, ledger, outbox} = mailWorld(confirmed);
  const commit = async () => Promise.reject(new Error('no table today'));

  await t.throwsAsync(deliver({...deliverer, ledger: {...ledger, commit}}, welcome, start), {message: /no table/});
  await t.throwsAsync(deliver(deliverer, welcome, after(1)), {message: /lease/});

  t.is(outbox.length, 1);
});

test('a lease is longer than the 60 seconds that a sender may live', async (t) => {
  const {deliverer} = mailWorld(confirmed);
  let leaseMs = 0;
  const claim: MailLedger['claim'] = async (_, {now, until}) => {
    leaseMs = Date.parse(until) - Date.parse(now);
    return 'sent';
  };

  await deliver({...deliverer, ledger: {...deliverer.ledger, claim}}, welcome, start);

  t.true(leaseMs > 60_000);
});

test('a confirmation mail beyond the budget of the day waits for the next one, told as often as ever', async (t) => {
  const {deliverer, outbox} = mailWorld(pending, {confirmationsADay: 0});

  t.is(await deliver(deliverer, confirmation, start), 'waiting');
  t.is(await deliver(deliverer, confirmation, after(1)), 'waiting');
  t.like(await sweepMails(deliverer, () => new Date('2026-03-01T23:59:59.999Z')), {sent: 0, waiting: 0});
  const tomorrow = {...deliverer, confirmationsADay: 1};
  t.like(await sweepMails(tomorrow, () => new Date('2026-03-02T00:00:00.000Z')), {sent: 1});

  t.is(outbox.length, 1);
});

test('the budget is for confirmations alone', async (t) => {
  const {deliverer, outbox} = mailWorld(confirmed, {confirmationsADay: 0});

  await deliver(deliverer, welcome, start);

  t.is(outbox.length, 1);
});

test('what waited is closed once it is wanted no more', async (t) => {
  const {deliverer, stateOf} = mailWorld(pending, {confirmationsADay: 0});
  await deliver(deliverer, confirmation, start);
  const gone = {...deliverer, subscribers: {read: async () => left}};

  t.like(await sweepMails(gone, () => after(1e5)), {unwanted: 1});
  t.is(stateOf(confirmation), 'closed');
  t.is(await deliver(gone, confirmation, after(2e5)), 'unwanted');
});

test('who left before the welcome could be sent, and came back, is welcomed', async (t) => {
  const {deliverer, outbox, stateOf} = mailWorld(confirmed, {failures: 1});
  await t.throwsAsync(deliver(deliverer, welcome, start));
  const gone = {...deliverer, subscribers: {read: async () => left}};
  t.is(await deliver(gone, welcome, after(1)), 'unwanted');
  t.is(stateOf(welcome), 'closed');

  t.is(await deliver(deliverer, welcome, after(2)), 'sent');
  t.is(await deliver(deliverer, welcome, after(3)), 'sent');

  t.is(outbox.length, 1);
});

test('a mail that was given up is sent when its reason comes again, after ten more attempts at most', async (t) => {
  const {deliverer, ledger, outbox, stateOf} = mailWorld(confirmed, {failures: 12});
  await t.throwsAsync(deliver(deliverer, welcome, start));
  for (let time = 1; time <= 9; time += 1) await t.throwsAsync(sweepMails(deliverer, () => after(time)));
  t.like(await sweepMails(deliverer, () => after(10)), {'given up': 1});
  t.is(stateOf(welcome), 'closed');

  await t.throwsAsync(deliver(deliverer, welcome, after(11)));
  t.deepEqual(await ledger.listDue(after(12)), [{...welcome, attempts: 1}]);
  await t.throwsAsync(sweepMails(deliverer, () => after(12)));
  t.like(await sweepMails(deliverer, () => after(13)), {sent: 1});

  t.is(outbox.length, 1);
});

test('mails that SES throttles wait for the next sweep, however often, and are not given up', async (t) => {
  const {deliverer, ledger, outbox} = mailWorld(confirmed, {news});
  const throttled = {
    ...deliverer,
    mailer: {
      send: async () => {
        throw new ThrottledError('expected SES to take the mail, got Throttling');
      },
    },
  };
  for (const delivery of [welcome, newPost])
    await ledger.claim(delivery, {now: start.toISOString(), until: start.toISOString()});

  for (let time = 1; time <= 30; time += 1) t.like(await sweepMails(throttled, () => after(time)), {sent: 0});
  t.like(await sweepMails(deliverer, () => after(31)), {sent: 2});

  t.is(outbox.length, 2);
});

test('a mail that nobody can send is given up after ten attempts, and does not keep the others', async (t) => {
  const {deliverer, ledger, outbox, stateOf} = mailWorld(confirmed, {failures: 10, news});
  const sweep = (second: number) => sweepMails(deliverer, () => after(second));
  await t.throwsAsync(deliver(deliverer, welcome, start));

  for (let time = 1; time <= 9; time += 1) await t.throwsAsync(sweep(time), {message: /failed at 1$/});
  await ledger.claim(newPost, {now: start.toISOString(), until: after(1).toISOString()});

  t.like(await sweep(10), {sent: 1, 'given up': 1});
  t.is(stateOf(welcome), 'closed');
  t.is(outbox.length, 1);
});
