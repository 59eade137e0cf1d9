import {randomUUID} from 'node:crypto';
import test from 'ava';
import {mailsSection} from '../../../operate/redrive/redrive-mails.ts';
import {workAs} from '../../../operate/stack-handles.ts';
import {mailLedger} from '../../../src/adapters/mail-ledger.ts';
import type {SubscriberId} from '../../../src/domain/addresses.ts';
import {quiet, stack} from './redrivable-blog.ts';

test('a mail that was given up waits again, once, for the next sweep', async (t) => {
  await workAs(stack, 'SweepMailsFunction');
  const mail = {to: randomUUID() as SubscriberId, kind: 'welcome'} as const;
  const now = new Date().toISOString();
  await mailLedger.claim(mail, {now, until: now});
  await mailLedger.giveUp(mail, now, 'nobody could send it');
  const isFound = async () => (await mailsSection.find()).includes(`the welcome mail to ${mail.to}`);
  t.true(await isFound());

  const {replayed, left} = await mailsSection.replay(quiet);

  t.true(replayed >= 1);
  t.deepEqual(left, []);
  t.false(await isFound());
});
