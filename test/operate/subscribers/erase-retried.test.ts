// What was under way when somebody was erased.
import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import type {Context, DynamoDBBatchResponse, DynamoDBRecord} from 'aws-lambda';
import {readInboxOf} from '../../../local/inbox.ts';
import {eraseSubscriber} from '../../../src/adapters/erased-subscribers.ts';
import {mailLedger} from '../../../src/adapters/mail-ledger.ts';
import {countWaitingMails} from '../../../src/adapters/subscriber-list.ts';
import {subscriberItem, subscriberTable} from '../../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../../src/domain/addresses.ts';
import {handler as sendMail} from '../../../src/handlers/send-mail.ts';
import {handler as sweepMails} from '../../../src/handlers/sweep-mails.ts';
import {aSubscriber} from '../../domain/a-subscriber.ts';
import {subscriberPlace} from '../../helpers/subscriber-place.ts';

let place: Awaited<ReturnType<typeof subscriberPlace>>;
test.before(async () => {
  place = await subscriberPlace();
});

test('a change that comes again after its subscriber was erased fails nowhere and mails nobody, nor does the sweep', async (t) => {
  const subscriber = aSubscriber(['asked', 'confirmed'], {email: emailAddress.parse('retried@example.org')});
  await subscriberTable.write(subscriber, undefined);
  const record = {
    eventName: 'MODIFY',
    dynamodb: {
      SequenceNumber: '1',
      OldImage: marshall({kind: 'subscriber', ...aSubscriber(['asked'], subscriber)}),
      NewImage: subscriberItem(subscriber),
    },
  } as DynamoDBRecord;
  const call = <Answer>(handler: unknown, event: unknown) =>
    (handler as (event: unknown, context: Context) => Promise<Answer>)(event, {} as Context);
  // Its sender has died.
  const past = new Date(0).toISOString();
  await mailLedger.claim({to: subscriber.id, kind: 'welcome'}, {now: past, until: past});
  t.is(await countWaitingMails(), 1);

  await eraseSubscriber(subscriber.id, {now: new Date(), isEntire: false});

  t.deepEqual(await call<DynamoDBBatchResponse>(sendMail, {Records: [record]}), {batchItemFailures: []});
  t.is(await countWaitingMails(), 0);
  await mailLedger.claim({to: subscriber.id, kind: 'new-post', occasion: 'news'}, {now: past, until: past});
  t.like(await call<object>(sweepMails, {}), {sent: 0, unwanted: 1});
  t.is(await countWaitingMails(), 0);
  t.deepEqual(await readInboxOf(place.engine, subscriber.email), []);
});
