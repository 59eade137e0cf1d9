import test from 'ava';
import {listGivenUpMails, reopenMail} from '../../src/adapters/given-up-mails.ts';
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const ten = Array.from({length: 10}, (_, index) => index);
const delivery = (address: string) => ({to: subscriberId(emailAddress.parse(address)), kind: 'welcome'}) as const;
const at = (second: number) => `2026-03-01T09:30:${second}.000Z`;
const confirmation = (address: string) => ({...delivery(address), kind: 'confirmation' as const, occasion: at(10)});

test('of many who claim one mail at once exactly one may send it', async (t) => {
  const lease = {now: at(10), until: at(20)};

  const claims = await Promise.all(ten.map(() => mailLedger.claim(delivery('once@example.org'), lease)));

  t.deepEqual(claims.sort(), ['claimed', ...Array(9).fill('leased')]);
});

test('a lease holds until its end, and only its holder can end it', async (t) => {
  const mail = delivery('lease@example.org');
  await mailLedger.claim(mail, {now: at(10), until: at(20)});

  t.is(await mailLedger.claim(mail, {now: at(19), until: at(29)}), 'leased');
  t.is(await mailLedger.claim(mail, {now: at(20), until: at(30)}), 'claimed');
  await t.throwsAsync(mailLedger.release(mail, at(20), at(20)), {name: 'ConditionalCheckFailedException'});
  await t.throwsAsync(mailLedger.commit(mail, at(20), {messageId: 'late', sentAt: at(21)}));
  await mailLedger.release(mail, at(30), at(25));
  t.is(await mailLedger.claim(mail, {now: at(24), until: at(34)}), 'waiting');
  t.is(await mailLedger.claim(mail, {now: at(25), until: at(31)}), 'claimed');
  await mailLedger.commit(mail, at(31), {messageId: 'sent', sentAt: at(22)});
  t.is(await mailLedger.claim(mail, {now: at(50), until: at(59)}), 'sent');
});

test('what SES acknowledges is sent, whoever holds it, and its sender may note it all the same', async (t) => {
  const named = (name: string) => delivery(`${name}@acknowledged.example`);
  const [died, noted, lost, none] = [named('died'), named('noted'), named('lost'), named('none')];
  const sent = {messageId: 'message', sentAt: at(12)};
  for (const one of [died, noted, lost]) await mailLedger.claim(one, {now: at(10), until: at(20)});
  await mailLedger.release(lost, at(20), at(21));

  for (const one of [died, noted, lost, none]) await mailLedger.acknowledge(one, sent);
  await mailLedger.acknowledge(died, sent);
  await mailLedger.commit(noted, at(20), sent);

  const lease = {now: at(50), until: at(59)};
  for (const one of [died, noted, lost]) t.is(await mailLedger.claim(one, lease), 'sent');
  t.is(await mailLedger.claim(none, lease), 'claimed');
});

test('what is due is found once its time has come, with its attempts, and what is closed is not', async (t) => {
  const named = (name: string) => delivery(`${name}@due.example`);
  const post = {...named('post'), kind: 'new-post', occasion: 'a#b'} as const;
  for (const one of [named('died'), post, named('sent'), named('closed')]) {
    await mailLedger.claim(one, {now: at(10), until: at(11)});
    await mailLedger.claim(one, {now: at(11), until: at(20)});
  }
  await mailLedger.release(post, at(20), at(40));
  await mailLedger.commit(named('sent'), at(20), {messageId: 'sent', sentAt: at(12)});
  await mailLedger.close(named('closed'), at(20), 'a reason');
  await mailLedger.close(named('nobody'), at(20), 'a reason');
  const found = async (second: number) => {
    const due = await mailLedger.listDue(new Date(at(second)));
    return due.filter(({to}) => ['died', 'post', 'sent', 'closed', 'nobody'].some((name) => named(name).to === to));
  };

  t.deepEqual(await found(19), []);
  t.deepEqual(await found(20), [{...named('died'), attempts: 2}]);
  t.deepEqual(await found(40), [
    {...named('died'), attempts: 2},
    {...post, attempts: 2},
  ]);
});

test('what was closed is claimed by whoever has a reason anew, and its attempts begin anew', async (t) => {
  const mail = delivery('back@closed.example');
  for (const [now, until] of [
    [10, 11],
    [11, 12],
  ] as const)
    await mailLedger.claim(mail, {now: at(now), until: at(until)});
  await mailLedger.close(mail, at(13), 'a reason');

  t.is(await mailLedger.claim(mail, {now: at(14), until: at(15)}), 'claimed');
  t.is(await mailLedger.claim(mail, {now: at(14), until: at(16)}), 'leased');

  const due = await mailLedger.listDue(new Date(at(15)));
  t.deepEqual(
    due.filter(({to}) => to === mail.to),
    [{...mail, attempts: 1}],
  );
});

test('what was given up is due for no sweep, and waits again once the owner wants it', async (t) => {
  const mail = delivery('poison@given-up.example');
  const isOurs = ({to}: {readonly to: string}) => to === mail.to;
  const dueAt = async (now: Date) => (await mailLedger.listDue(now)).filter(isOurs);
  await mailLedger.claim(mail, {now: at(10), until: at(11)});
  await mailLedger.giveUp(mail, at(12), 'ten attempts failed');
  t.deepEqual(await dueAt(new Date('2100-01-01T00:00:00.000Z')), []);
  t.deepEqual((await listGivenUpMails()).filter(isOurs), [mail]);

  t.true(await reopenMail(mail, new Date(at(20))));
  t.false(await reopenMail(mail, new Date(at(20))));

  t.deepEqual((await listGivenUpMails()).filter(isOurs), []);
  t.deepEqual(await dueAt(new Date(at(19))), []);
  t.deepEqual(await dueAt(new Date(at(20))), [{...mail, attempts: 0}]);
});

test('of a hundred who ask for one of ten confirmations of a day exactly ten get one', async (t) => {
  const day = new Date('2031-03-01T09:30:00.000Z');

  const answers = await Promise.all(
    Array.from({length: 100}, (_, n) => mailLedger.spendConfirmation(confirmation(`asked-${n}@example.org`), day, 10)),
  );

  t.is(answers.filter(Boolean).length, 10);
  t.true(
    await mailLedger.spendConfirmation(confirmation('next@example.org'), new Date('2031-03-02T00:00:00.000Z'), 10),
  );
});

test('an address is asked by one mail a day, however often that mail is tried', async (t) => {
  const mail = confirmation('daily@example.org');
  const another = {...mail, occasion: at(30)};
  const isAsked = (delivery: typeof mail, day: string) =>
    mailLedger.spendConfirmation(delivery, new Date(`${day}T23:59:59.999Z`), 10);

  t.true(await isAsked(mail, '2031-04-01'));
  t.true(await isAsked(mail, '2031-04-01'));
  t.false(await isAsked(another, '2031-04-01'));
  t.true(await isAsked(another, '2031-04-02'));
  t.false(await isAsked(mail, '2031-04-02'));
});
