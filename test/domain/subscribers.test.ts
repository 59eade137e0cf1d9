import test from 'ava';
import {subscriberId} from '../../src/domain/addresses.ts';
import {consentVersion} from '../../src/domain/consent.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import {
  confirmSubscriber,
  removeSubscriber,
  type SignUp,
  type SubscriberTable,
  signUp,
  subscribe,
} from '../../src/domain/subscribers.ts';
import {aSubscriber, ada as email, start} from './a-subscriber.ts';

const id = subscriberId(email);
const dayMs = 24 * 60 * 60 * 1000;
const dayLater = (days: number, ms = 0): Date => new Date(start.getTime() + days * dayMs + ms);
const site: SiteSettings = {
  title: 'Blog',
  description: '',
  language: 'en',
  author: 'Robin',
  url: 'https://blog.example',
  confirmation: 'required',
};
const lax: SiteSettings = {...site, confirmation: 'none'};

/** A table of one record, at which somebody else writes just before each of the first `rivals`' turns. */
const tableWith = (first: Subscriber | undefined, rivals: readonly Subscriber[] = []) => {
  let kept = first;
  let signUps = 0;
  const calls: string[] = [];
  const waiting = [...rivals];
  const table: SubscriberTable = {
    read: async () => {
      calls.push('read');
      return kept;
    },
    write: async (next, previous) => {
      calls.push('write');
      kept = waiting.shift() ?? kept;
      if (kept?.version !== previous?.version) return false;
      kept = next;
      return true;
    },
    countSignUp: async () => {
      calls.push('countSignUp');
      signUps += 1;
      return signUps;
    },
  };
  return {table, calls, kept: () => kept};
};

const afterSignUp = async (before: Subscriber | undefined, request: SignUp, how: {site: SiteSettings; now: Date}) => {
  const {table, kept} = tableWith(before);
  await subscribe(table, request, how);
  return kept();
};

test('a new address becomes pending and is asked, by the words that its reader saw', async (t) => {
  const at = start.toISOString();

  t.deepEqual(await afterSignUp(undefined, {email, name: 'Ada'}, {site, now: start}), {
    ...{id, email, name: 'Ada', status: 'pending', version: 1, createdAt: at, updatedAt: at, askedAt: at, asks: 1},
    history: [{to: 'pending', by: 'asked', at, consent: consentVersion(site)}],
  });
});

test('no name and an empty name are kept as none', async (t) => {
  for (const request of [{email}, {email, name: ''}])
    t.false('name' in ((await afterSignUp(undefined, request, {site, now: start})) ?? {}));
});

for (const before of [aSubscriber(['asked']), aSubscriber(['asked', 'left'])])
  test(`an address that is ${before.status} is asked again once a day has passed`, async (t) => {
    t.is(await afterSignUp(before, {email}, {site, now: dayLater(1, -1)}), before);
    t.like(await afterSignUp(before, {email}, {site, now: dayLater(1)}), {
      status: 'pending',
      asks: 2,
      askedAt: dayLater(1).toISOString(),
    });
  });

test('an address that never answers is asked three times in all, however long somebody goes on', async (t) => {
  const {table, kept} = tableWith(undefined);

  for (let day = 0; day < 30; day += 1) await subscribe(table, {email}, {site, now: dayLater(day)});

  t.like(kept(), {status: 'pending', asks: 3, askedAt: dayLater(2).toISOString()});
});

for (const before of [aSubscriber(['asked', 'confirmed']), aSubscriber(['asked', 'complained'])])
  test(`an address that is ${before.status} is neither asked nor renamed`, async (t) => {
    for (const one of [site, lax])
      t.is(await afterSignUp(before, {email, name: 'Eve'}, {site: one, now: dayLater(9)}), before);
  });

for (const before of [undefined, aSubscriber(['asked']), aSubscriber(['asked', 'left'])])
  test(`where no confirmation is asked for, whoever is ${before?.status ?? 'new'} is confirmed at once`, async (t) => {
    const kept = await afterSignUp(before, {email, name: 'Ada'}, {site: lax, now: start});

    t.like(kept, {status: 'confirmed', name: 'Ada'});
    t.like(kept?.history.at(-1), {by: 'joined', consent: consentVersion(lax)});
  });

test('new, pending, confirmed, unsubscribed and suppressed addresses cost the same work', async (t) => {
  const all = [
    undefined,
    aSubscriber(['asked']),
    aSubscriber(['asked', 'confirmed']),
    aSubscriber(['asked', 'confirmed', 'left']),
    aSubscriber(['asked', 'bounced']),
  ];
  for (const before of all) {
    const {table, calls} = tableWith(before);
    await subscribe(table, {email}, {site, now: start});
    t.deepEqual(calls, ['countSignUp', 'read', 'write'], before?.status);
  }
});

test('who fills in what no person sees changes nothing', async (t) => {
  t.is(await afterSignUp(undefined, {email, website: 'x'}, {site, now: start}), undefined);
});

test('from the twenty-first time of a day an address is typed to no effect, by the same work', async (t) => {
  const {table, calls, kept} = tableWith(undefined);
  const leaveAndType = async () => {
    await removeSubscriber(table, id, {by: 'left', now: start});
    calls.length = 0;
    await subscribe(table, {email}, {site: lax, now: start});
    t.deepEqual(calls, ['countSignUp', 'read', 'write']);
    return kept()?.status;
  };

  for (let time = 1; time <= 20; time += 1) t.is(await leaveAndType(), 'confirmed');
  t.is(await leaveAndType(), 'unsubscribed');
});

test('leaving wins over whatever is written at the same time', async (t) => {
  const before = aSubscriber(['asked']);
  const {table, kept} = tableWith(before, [aSubscriber(['asked', 'confirmed'])]);

  await removeSubscriber(table, id, {by: 'left', now: dayLater(1)});

  t.like(kept(), {status: 'unsubscribed', version: 3});
});

test('a click on a link of nobody we know is no confirmation, and leaving it is no fault', async (t) => {
  const {table, kept} = tableWith(undefined);

  t.false(await confirmSubscriber(table, id, {by: 'confirmed', site, now: start}));
  await t.notThrowsAsync(removeSubscriber(table, id, {by: 'left', now: start}));
  t.is(kept(), undefined);
});

test('confirming twice is confirming once', async (t) => {
  const {table, kept} = tableWith(aSubscriber(['asked']));

  t.true(await confirmSubscriber(table, id, {by: 'confirmed', site, now: start}));
  t.true(await confirmSubscriber(table, id, {by: 'confirmed', site, now: start}));
  t.is(kept()?.version, 2);
});

test('who left by mistake is back by one click, and a link to confirm does not do it', async (t) => {
  const {table, kept} = tableWith(aSubscriber(['asked', 'confirmed', 'left']));

  t.false(await confirmSubscriber(table, id, {by: 'confirmed', site, now: start}));
  t.true(await confirmSubscriber(table, id, {by: 'returned', site, now: start}));
  t.is(kept()?.status, 'confirmed');
});

test('who left more than a day ago does not come back by a link, however fresh that is', async (t) => {
  const left = aSubscriber(['asked', 'confirmed', 'left']);
  const {table, kept} = tableWith(left);
  const leftAt = Date.parse(left.updatedAt);

  t.false(await confirmSubscriber(table, id, {by: 'returned', site, now: new Date(leftAt + dayMs + 1)}));
  t.is(kept(), left);
  t.true(await confirmSubscriber(table, id, {by: 'returned', site, now: new Date(leftAt + dayMs)}));
});

test('two sign-ups of one address at once ask it once', async (t) => {
  const {table, kept} = tableWith(undefined);

  await Promise.all([1, 2].map(() => subscribe(table, {email}, {site, now: start})));

  t.is(kept()?.asks, 1);
});

test('a record that is never free is our fault, told without the address', async (t) => {
  const rivals = [5, 6, 7, 8, 9, 10].map((version) => ({...aSubscriber(['asked']), version}));
  const {table} = tableWith(aSubscriber(['asked']), rivals);

  const error = await t.throwsAsync(removeSubscriber(table, id, {by: 'left', now: start}));

  t.regex(error.message, /conflict/);
  t.false(error.message.includes(email));
});

const parsesTo = test.macro({
  exec: (t, body: unknown, parsed: SignUp | undefined) => t.deepEqual(signUp.safeParse(body).data, parsed),
  title: (_, body, parsed) => `${JSON.stringify(body)} is ${parsed ? 'a' : 'no'} sign-up`,
});

test(parsesTo, {email: 'ada@Example.com'}, {email});
test(parsesTo, {email: 'ada@example.com', name: ''}, {email, name: ''});
test(parsesTo, {email: 'ada@example.com', name: '  Ada 👩‍💻 '}, {email, name: 'Ada 👩‍💻'});
test(parsesTo, {email: 'ada@example.com', name: 'a'.repeat(100)}, {email, name: 'a'.repeat(100)});
test(parsesTo, {email: 'ada@example.com', name: 'a'.repeat(101)}, undefined);
test(parsesTo, {email: 'ada@example.com', name: 'Ada\nEve'}, undefined);
test(parsesTo, {email: 'ada@example.com', name: 'Ada\u2028Eve'}, undefined);
test(parsesTo, {email: 'ada@example.com', name: 'Ada \ud83d'}, undefined);
test(parsesTo, {email: 'ada@example.com', name: 7}, undefined);
test(parsesTo, {email: 'ada@example.com', website: 'https://spam.example'}, {email, website: 'https://spam.example'});
test(parsesTo, {email: 'ada@example.com', admin: true}, undefined);
test(parsesTo, {name: 'Ada'}, undefined);
test(parsesTo, null, undefined);
