import test from 'ava';
import {addSubscriber, eraseSubscriber, isKnown} from '../../src/adapters/erased-subscribers.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import type {Cause} from '../../src/domain/subscriber-life.ts';
import {confirmSubscriber, removeSubscriber, subscribe} from '../../src/domain/subscribers.ts';
import {after, aSubscriber} from '../domain/a-subscriber.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const site = {confirmation: 'required'} as SiteSettings;
const now = after(3600);
const once = {now, isEntire: false};
const entirely = {now, isEntire: true};
let count = 0;

const newSubscriber = async (...causes: readonly Cause[]) => {
  const email = emailAddress.parse(`Erased-${++count}@example.org`);
  const subscriber = aSubscriber(['asked', ...causes], {email, name: 'Ada'});
  await subscriberTable.write(subscriber, undefined);
  return subscriber;
};
const ask = (email: ReturnType<typeof emailAddress.parse>) => subscribe(subscriberTable, {email}, {site, now});

for (const cause of ['bounced', 'complained'] as const)
  test(`of who ${cause} the hash alone stays, and keeps mails away as the record did`, async (t) => {
    const {id, email} = await newSubscriber('confirmed', cause);

    t.deepEqual(await eraseSubscriber(id, once), {
      status: 'suppressed',
      removed: ['subscriber'],
      keptMails: 0,
      isSuppressed: true,
    });

    const rest = await subscriberTable.read(id);
    t.deepEqual(rest, {
      ...{id, email: '', status: 'suppressed', version: 4, asks: 0},
      ...{createdAt: after(120).toISOString(), updatedAt: after(120).toISOString()},
      history: [{to: 'suppressed', by: cause, at: after(120).toISOString(), consent: 'words'}],
    } as never);
    await ask(email);
    t.false(await confirmSubscriber(subscriberTable, id, {by: 'confirmed', site, now}));
    t.false(await addSubscriber(aSubscriber(['imported'], {email})));
    t.deepEqual(await subscriberTable.read(id), rest);
    t.deepEqual(await eraseSubscriber(id, once), {
      removed: [`sign-ups#${now.toISOString().slice(0, 10)}`],
      keptMails: 0,
      isSuppressed: true,
    });
    t.deepEqual(await subscriberTable.read(id), rest);
  });

test('who is erased entirely is somebody new', async (t) => {
  const {id, email} = await newSubscriber('complained');
  await eraseSubscriber(id, once);

  t.like(await eraseSubscriber(id, entirely), {status: 'suppressed', isSuppressed: false});

  t.false(await isKnown(id));
  await ask(email);
  t.like(await subscriberTable.read(id), {status: 'pending', email, version: 1});
});

test('no list brings back who was erased, and they themselves may come back', async (t) => {
  for (const causes of [[], ['confirmed'], ['confirmed', 'left']] as const) {
    const {id, email} = await newSubscriber(...causes);

    t.like(await eraseSubscriber(id, once), {isSuppressed: false});

    t.is(await subscriberTable.read(id), undefined);
    t.true(await isKnown(id));
    t.false(await addSubscriber(aSubscriber(['imported'], {email})));
    t.is(await subscriberTable.read(id), undefined);
    await ask(email);
    t.like(await subscriberTable.read(id), {status: 'pending', email});
  }
});

test('no list brings back who is being erased, however often it is read meanwhile', async (t) => {
  const {id, email} = await newSubscriber('confirmed');
  let isOver = false;
  const importAll = async () => {
    do t.false(await addSubscriber(aSubscriber(['imported'], {email})));
    while (!isOver);
  };

  const lists = [importAll(), importAll(), importAll()];
  await Promise.all([eraseSubscriber(id, once), eraseSubscriber(id, once)]).finally(() => {
    isOver = true;
  });
  await Promise.all(lists);

  t.is(await subscriberTable.read(id), undefined);
});

test.serial('a mail that comes back while its reader is erased is not forgotten', async (t) => {
  const {id} = await newSubscriber('confirmed');
  const {read} = subscriberTable;
  t.teardown(() => {
    subscriberTable.read = read;
  });
  subscriberTable.read = async (asked) => {
    const seen = await read(asked);
    subscriberTable.read = read;
    await removeSubscriber(subscriberTable, id, {by: 'bounced', now});
    return seen;
  };

  t.like(await eraseSubscriber(id, once), {status: 'suppressed', isSuppressed: true});

  t.like(await subscriberTable.read(id), {status: 'suppressed', email: ''});
});
