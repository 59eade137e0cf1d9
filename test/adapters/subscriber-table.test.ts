import test from 'ava';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const ten = Array.from({length: 10}, (_, index) => index);
const asked = (name: string, address: string) => aSubscriber(['asked'], {email: emailAddress.parse(address), name});

test('of many who create one subscriber at once exactly one does', async (t) => {
  const answers = await Promise.all(ten.map((n) => subscriberTable.write(asked(`${n}`, 'new@example.org'), undefined)));

  t.is(answers.filter(Boolean).length, 1);
  t.is((await subscriberTable.read(asked('', 'new@example.org').id))?.name, String(answers.indexOf(true)));
});

test('of many who change one version at once exactly one does', async (t) => {
  const first = asked('first', 'known@example.org');
  await subscriberTable.write(first, undefined);

  const answers = await Promise.all(ten.map((n) => subscriberTable.write({...first, version: 2, name: `${n}`}, first)));

  t.is(answers.filter(Boolean).length, 1);
  t.deepEqual(await subscriberTable.read(first.id), {...first, version: 2, name: String(answers.indexOf(true))});
});

test('nobody is read where nobody was written', async (t) => {
  t.is(await subscriberTable.read(asked('', 'nobody@example.org').id), undefined);
});

test('sign-ups of one address are counted by the day', async (t) => {
  const {id} = asked('', 'counted@example.org');
  const [today, tomorrow] = [new Date('2026-03-01T23:59:59.999Z'), new Date('2026-03-02T00:00:00.000Z')];

  const counts = await Promise.all(ten.map(() => subscriberTable.countSignUp(id, today)));

  t.deepEqual(
    counts.sort((one, other) => one - other),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  t.is(await subscriberTable.countSignUp(id, tomorrow), 1);
});
