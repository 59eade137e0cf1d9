import test from 'ava';
import {mailLedger, subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import {ask} from '../../src/domain/subscribers.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const ten = Array.from({length: 10}, (_, index) => index);
const asked = (name: string, address: string) =>
  ask(undefined, {email: emailAddress.parse(address), name}, new Date('2026-03-01T09:30:00.000Z'));
const delivery = (address: string) => ({to: asked('', address).id, kind: 'welcome'}) as const;
const at = (second: number) => `2026-03-01T09:30:${second}.000Z`;

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

test('of many who claim one mail at once exactly one may send it', async (t) => {
  const lease = {now: at(10), leaseUntil: at(20)};

  const claims = await Promise.all(ten.map(() => mailLedger.claim(delivery('once@example.org'), lease)));

  t.deepEqual(claims.sort(), ['claimed', ...Array(9).fill('leased')]);
});

test('a lease holds until its end, and only its holder can end it', async (t) => {
  const mail = delivery('lease@example.org');
  await mailLedger.claim(mail, {now: at(10), leaseUntil: at(20)});

  t.is(await mailLedger.claim(mail, {now: at(19), leaseUntil: at(29)}), 'leased');
  t.is(await mailLedger.claim(mail, {now: at(20), leaseUntil: at(30)}), 'claimed');
  await t.throwsAsync(mailLedger.release(mail, at(20)), {name: 'ConditionalCheckFailedException'});
  await t.throwsAsync(mailLedger.commit(mail, at(20), {messageId: 'late', sentAt: at(21)}));
  await mailLedger.release(mail, at(30));
  t.is(await mailLedger.claim(mail, {now: at(21), leaseUntil: at(31)}), 'claimed');
  await mailLedger.commit(mail, at(31), {messageId: 'sent', sentAt: at(22)});
  t.is(await mailLedger.claim(mail, {now: at(50), leaseUntil: at(59)}), 'sent');
});
