import {PutItemCommand} from '@aws-sdk/client-dynamodb';
import test from 'ava';
import {countLines, countSubscribers} from '../../../operate/subscribers/count.ts';
import {dynamodb} from '../../../src/adapters/dynamodb.ts';
import {feedbackCounts} from '../../../src/adapters/feedback-counts.ts';
import {mailLedger} from '../../../src/adapters/mail-ledger.ts';
import {subscriberTable} from '../../../src/adapters/subscriber-table.ts';
import {emailAddress, type SubscriberId} from '../../../src/domain/addresses.ts';
import type {Cause} from '../../../src/domain/subscriber-life.ts';
import {aSubscriber} from '../../domain/a-subscriber.ts';
import {subscriberPlace} from '../../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const now = new Date('2026-11-30T23:59:59.999Z');
const lives: readonly (readonly Cause[])[] = [
  [],
  ['confirmed'],
  ['confirmed'],
  ['confirmed', 'left'],
  ['confirmed', 'bounced'],
  ['complained'],
];

test('subscribers are counted by status, mails by what was recorded of them this month, and those that wait', async (t) => {
  for (const [n, causes] of lives.entries())
    await subscriberTable.write(
      aSubscriber(['asked', ...causes], {email: emailAddress.parse(`counted-${n}@example.org`)}),
      undefined,
    );
  const recorded = [
    ['delivered', 7],
    ['softBounces', 1],
    ['hardBounces', 2],
    ['complaints', 3],
    ['withheld', 4],
    ['rejected', 5],
  ] as const;
  for (const [outcome, recipients] of recorded)
    for (const month of ['2026-11', '2026-12'])
      await feedbackCounts.add({id: `${outcome}-${month}`, month, outcome, recipients}, now);
  const lease = {now: now.toISOString(), until: now.toISOString()};
  for (const to of ['a', 'b', 'c'] as SubscriberId[]) await mailLedger.claim({to, kind: 'welcome'}, lease);
  const sent = {messageId: 'm', sentAt: now.toISOString()};
  await mailLedger.commit({to: 'c' as SubscriberId, kind: 'welcome'}, lease.until, sent);

  const given = {to: 'd' as SubscriberId, kind: 'welcome'} as const;
  await mailLedger.claim(given, lease);
  await mailLedger.giveUp(given, now.toISOString(), 'a reason');
  await dynamodb().send(
    new PutItemCommand({
      TableName: process.env['SUBSCRIBERS_TABLE'],
      Item: {pk: {S: 'subscriber#torn'}, sk: {S: 'subscriber'}, kind: {S: 'subscriber'}},
    }),
  );

  t.deepEqual(await countSubscribers(now), {
    subscribers: {pending: 1, confirmed: 2, unsubscribed: 1, suppressed: 2},
    feedback: Object.fromEntries(recorded),
    waitingMails: 2,
    ...{givenUpMails: 1, unreadable: 1},
  } as never);
});

test('every count has its line', (t) => {
  const subscribers = {confirmed: 1000, pending: 20, unsubscribed: 3, suppressed: 4};
  const feedback = {delivered: 5, softBounces: 6, hardBounces: 7, complaints: 8, withheld: 9, rejected: 10};

  t.deepEqual(countLines({subscribers, feedback, waitingMails: 11, givenUpMails: 12, unreadable: 13}, now), [
    'Subscribers',
    '  confirmed     1000',
    '  pending       20',
    '  unsubscribed  3',
    '  suppressed    4',
    '  in all        1027',
    '  unreadable    13',
    'Mails in 2026-11 (UTC), as SES reported them',
    '  arrived       5',
    '  soft bounces  6',
    '  bounces       7',
    '  complaints    8',
    '  withheld      9',
    '  rejected      10',
    'Mails waiting: 11',
    'Mails given up: 12; npm run redrive has them tried again',
  ]);
});
