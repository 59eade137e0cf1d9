import test from 'ava';
import {importPeople, type KnownPeople} from '../../../operate/subscribers/import.ts';
import {emailAddress, type SubscriberId, subscriberId} from '../../../src/domain/addresses.ts';
import type {Subscriber} from '../../../src/domain/subscriber-life.ts';

const now = new Date('2026-03-01T09:30:00.000Z');
const listed = Array.from({length: 250}, (_, n) => {
  const email = emailAddress.parse(`reader-${n}@example.com`);
  return {id: subscriberId(email), email, name: `Reader ${n}`};
});

/** Fails from the `failsAt`th write on. */
const memory = (failsAt = Number.POSITIVE_INFINITY) => {
  const people = new Map<SubscriberId, Subscriber>();
  let writes = 0;
  const known: KnownPeople = {
    isKnown: async (id) => people.has(id),
    add: async (subscriber) => {
      writes += 1;
      if (writes >= failsAt) throw new Error('the network is gone');
      if (people.has(subscriber.id)) return false;
      people.set(subscriber.id, subscriber);
      return true;
    },
  };
  return {people, known};
};

const plan = {source: 'the old blog', now, isDryRun: false};

test('a long import says how far it is', async (t) => {
  const told: number[] = [];

  t.is(await importPeople(listed, {...plan, ...memory()}, (done) => told.push(done)), 250);

  t.deepEqual(told, [100, 200]);
});

test('an import that was ended half way is finished by doing it again', async (t) => {
  const {people, known} = memory();
  const ended = {...known, add: memory(120).known.add};
  const addToBoth: KnownPeople['add'] = async (subscriber) => (await ended.add(subscriber)) && known.add(subscriber);
  await t.throwsAsync(
    importPeople(listed, {...plan, known: {...known, add: addToBoth}}, () => {}),
    {
      message: 'the network is gone',
    },
  );
  t.is(people.size, 119);

  const added = await importPeople(listed, {...plan, known}, () => {});

  t.is(added, 250 - 119);
  t.deepEqual([...people.keys()].sort(), listed.map(({id}) => id).sort());
});

test('a dry run counts who is new and adds nobody', async (t) => {
  const {people, known} = memory();
  await importPeople(listed.slice(0, 10), {...plan, known}, () => {});

  t.is(await importPeople(listed, {...plan, known, isDryRun: true}, () => {}), 240);

  t.is(people.size, 10);
});
