import test from 'ava';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {
  ask,
  confirm,
  confirmSubscriber,
  join,
  leave,
  type SignUp,
  type Subscriber,
  type SubscriberStatus,
  type SubscriberTable,
  signUp,
  subscribe,
  unsubscribe,
} from '../../src/domain/subscribers.ts';

const email = emailAddress.parse('ada@example.com');
const id = subscriberId(email);
const askedAt = '2026-03-01T09:30:00.000Z';
const dayMs = 24 * 60 * 60 * 1000;
const later = new Date(Date.parse(askedAt) + dayMs);
const soon = new Date(later.getTime() - 1);

const subscriber = (status: SubscriberStatus): Subscriber => ({
  id,
  email,
  status,
  version: 4,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: askedAt,
  askedAt,
});

test('a new address becomes pending and is asked', (t) => {
  t.deepEqual(ask(undefined, {email, name: 'Ada'}, later), {
    id,
    email,
    name: 'Ada',
    status: 'pending',
    version: 1,
    createdAt: later.toISOString(),
    updatedAt: later.toISOString(),
    askedAt: later.toISOString(),
  });
});

test('no name and an empty name are kept as none', (t) => {
  t.false('name' in ask(undefined, {email}, later));
  t.false('name' in ask(undefined, {email, name: ''}, later));
});

for (const status of ['pending', 'unsubscribed'] as const)
  test(`an address that is ${status} is asked again once a day has passed`, (t) => {
    const before = subscriber(status);

    t.is(ask(before, {email}, soon), before);
    t.deepEqual(ask(before, {email}, later), {
      ...before,
      status: 'pending',
      version: 5,
      updatedAt: later.toISOString(),
      askedAt: later.toISOString(),
    });
  });

for (const status of ['confirmed', 'suppressed'] as const)
  test(`an address that is ${status} is not asked again`, (t) => {
    const before = subscriber(status);

    t.is(ask(before, {email, name: 'Eve'}, later), before);
  });

test('where no confirmation is asked for, a new address is confirmed at once, by the form alone', (t) => {
  t.deepEqual(join(undefined, {email, name: 'Ada'}, later), {
    ...ask(undefined, {email, name: 'Ada'}, later),
    status: 'confirmed',
    consent: 'form',
  });
});

for (const status of ['pending', 'unsubscribed'] as const)
  test(`an address that is ${status} is confirmed as soon as it asks anew, where no confirmation is asked for`, (t) => {
    const before = {...subscriber(status), consent: 'link'} as const;

    t.deepEqual(join(before, {email, name: 'Ada'}, soon), {
      ...before,
      name: 'Ada',
      status: 'confirmed',
      consent: 'form',
      version: 5,
      updatedAt: soon.toISOString(),
      askedAt: soon.toISOString(),
    });
  });

for (const status of ['confirmed', 'suppressed'] as const)
  test(`an address that is ${status} stays as it is, where no confirmation is asked for`, (t) => {
    const before = subscriber(status);

    t.is(join(before, {email, name: 'Eve'}, later), before);
  });

const step = test.macro({
  exec: (t, take: typeof confirm, from: SubscriberStatus, to: SubscriberStatus) => {
    const before = subscriber(from);

    const after = take(before, later);

    if (from === to) t.is(after, before);
    else {
      const consent = to === 'confirmed' ? ({consent: 'link'} as const) : {};
      t.deepEqual(after, {...before, ...consent, status: to, version: 5, updatedAt: later.toISOString()});
    }
  },
  title: (_, take, from, to) => `${take === leave ? 'leaving' : 'confirming'} makes a ${from} subscriber ${to}`,
});

test(step, confirm, 'pending', 'confirmed');
test(step, confirm, 'confirmed', 'confirmed');
test(step, confirm, 'unsubscribed', 'unsubscribed');
test(step, confirm, 'suppressed', 'suppressed');
test(step, leave, 'pending', 'unsubscribed');
test(step, leave, 'confirmed', 'unsubscribed');
test(step, leave, 'unsubscribed', 'unsubscribed');
test(step, leave, 'suppressed', 'suppressed');

/** A table of one record, at which somebody else writes just before each of the first `rivals`' turns. */
const tableWith = (first: Subscriber | undefined, rivals: readonly Subscriber[] = []) => {
  let kept = first;
  const waiting = [...rivals];
  const table: SubscriberTable = {
    read: async () => kept,
    write: async (next, previous) => {
      kept = waiting.shift() ?? kept;
      if (kept?.version !== previous?.version) return false;
      kept = next;
      return true;
    },
  };
  return {table, kept: () => kept};
};

test('leaving wins over whatever is written at the same time', async (t) => {
  const {table, kept} = tableWith(subscriber('pending'), [{...subscriber('confirmed'), version: 5}]);

  await unsubscribe(table, id, later);

  t.is(kept()?.status, 'unsubscribed');
  t.is(kept()?.version, 6);
});

test('a click on a link of nobody we know is no confirmation, and leaving it is no fault', async (t) => {
  const {table, kept} = tableWith(undefined);

  t.false(await confirmSubscriber(table, id, later));
  await t.notThrowsAsync(unsubscribe(table, id, later));
  t.is(kept(), undefined);
});

test('confirming twice is confirming once', async (t) => {
  const {table, kept} = tableWith(subscriber('pending'));

  t.true(await confirmSubscriber(table, id, later));
  t.true(await confirmSubscriber(table, id, later));
  t.is(kept()?.version, 5);
});

test('two sign-ups of one address at once ask it once', async (t) => {
  const {table, kept} = tableWith(undefined);

  const how = {confirmation: 'required', now: later} as const;
  await Promise.all([subscribe(table, {email}, how), subscribe(table, {email}, how)]);

  t.is(kept()?.version, 1);
});

test('a sign-up asks for confirmation where it is required, and only there', async (t) => {
  for (const [confirmation, status] of [
    ['required', 'pending'],
    ['none', 'confirmed'],
  ] as const) {
    const {table, kept} = tableWith(undefined);
    await subscribe(table, {email}, {confirmation, now: later});
    t.is(kept()?.status, status);
  }
});

test('a record that is never free is our fault, told without the address', async (t) => {
  const rivals = [5, 6, 7, 8, 9, 10].map((version) => ({...subscriber('pending'), version}));

  const error = await t.throwsAsync(unsubscribe(tableWith(subscriber('pending'), rivals).table, id, later));

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
test(parsesTo, {email: 'ada@example.com', name: 7}, undefined);
test(parsesTo, {email: 'ada@example.com', admin: true}, undefined);
test(parsesTo, {name: 'Ada'}, undefined);
test(parsesTo, null, undefined);
