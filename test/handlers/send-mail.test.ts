import {DynamoDBClient, GetItemCommand, type GetItemCommandOutput} from '@aws-sdk/client-dynamodb';
import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import type {Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent} from 'aws-lambda';
import {mockClient} from 'aws-sdk-client-mock';
import sampleEvent from '../../events/send-mail.json' with {type: 'json'};
import {readInbox} from '../../local/inbox.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {linkKeys} from '../../src/adapters/link-keys.ts';
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import {readLink} from '../../src/domain/links.ts';
import {type Subscriber, undergo} from '../../src/domain/subscriber-life.ts';
import {signedUp} from '../../src/domain/subscribers.ts';
import {handler} from '../../src/handlers/send-mail.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

let place: Awaited<ReturnType<typeof subscriberPlace>>;
test.before(async () => {
  place = await subscriberPlace();
});

let count = 0;
const now = new Date();
const imageOf = (subscriber: Subscriber) => marshall({kind: 'subscriber', ...subscriber}) as never;
const record = (after: Subscriber, before?: Subscriber): DynamoDBRecord => ({
  eventName: before ? 'MODIFY' : 'INSERT',
  dynamodb: {
    SequenceNumber: String(++count),
    NewImage: imageOf(after),
    ...(before && {OldImage: imageOf(before)}),
  },
});
const send = (...Records: DynamoDBRecord[]): Promise<DynamoDBBatchResponse> =>
  (handler as unknown as (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>)(
    {Records},
    {} as Context,
  );

/** Kept in the table as pending, with the change that made them so. */
const newSubscriber = async () => {
  const email = emailAddress.parse(`Reader-${++count}-${process.pid}@example.org`);
  const pending = signedUp(undefined, {email}, {by: 'asked', now});
  await subscriberTable.write(pending, undefined);
  const confirmed = undergo(pending, {by: 'confirmed', now});
  const mails = async () => (await readInbox(place.engine)).filter(({to}) => to.join().includes(pending.email));
  const ledger = async (sk: string) => {
    const client = new DynamoDBClient(clientConfig(place.engine));
    const key = marshall({pk: `subscriber#${pending.id}`, sk});
    const answer: GetItemCommandOutput = await client.send(
      new GetItemCommand({TableName: process.env['SUBSCRIBERS_TABLE'], Key: key, ConsistentRead: true}),
    );
    return answer.Item && unmarshall(answer.Item);
  };
  return {pending, confirmed, mails, ledger};
};

test.serial('a sign-up gets one confirmation mail and a confirmed one one welcome, however often told', async (t) => {
  const {pending, confirmed, mails, ledger} = await newSubscriber();

  t.deepEqual(await send(record(pending), record(pending)), {batchItemFailures: []});
  await subscriberTable.write(confirmed, pending);
  t.deepEqual(await send(record(confirmed, pending), record(pending), record(confirmed, pending)), {
    batchItemFailures: [],
  });

  const subjects = (await mails()).map(({subject}) => subject);
  t.deepEqual(subjects.sort(), [
    'Please confirm your subscription to Light and Latitude',
    'Welcome to Light and Latitude',
  ]);
  t.true((await mails()).every(({from}) => from.includes(place.sender)));
  const {messageId, ...sent} = (await ledger('mail#welcome')) ?? {};
  t.like(sent, {kind: 'mail', mail: 'welcome', state: 'sent', version: 2, attempts: 1, dueAt: undefined});
  t.truthy(messageId);
  t.is((await ledger(`mail#confirmation#${pending.askedAt}`))?.['state'], 'sent');
});

test.serial('the link in a mail is one that the blog itself accepts', async (t) => {
  const {pending, mails} = await newSubscriber();

  await send(record(pending));

  const token = /token=(\S+)/.exec((await mails())[0]?.text ?? '')?.[1] ?? '';
  t.deepEqual(readLink(await linkKeys(token), 'confirm', token, now), {id: pending.id});
});

test.serial('who has left before the welcome mail gets none', async (t) => {
  const {pending, confirmed, mails} = await newSubscriber();
  await subscriberTable.write(confirmed, pending);
  await subscriberTable.write(undergo(confirmed, {by: 'left', now}), confirmed);

  t.deepEqual(await send(record(confirmed, pending)), {batchItemFailures: []});

  t.deepEqual(await mails(), []);
});

test.serial(
  'a record that SES throttles is answered as failed, and sent when it comes again; its neighbours go on',
  async (t) => {
    const [first, second] = [await newSubscriber(), await newSubscriber()];
    const ses = mockClient(SESClient);
    const throttling = Object.assign(new Error('Maximum sending rate exceeded.'), {name: 'Throttling'});
    ses.on(SendRawEmailCommand).callsFake(({Destinations}) => {
      if (Destinations[0] === first.pending.email) throw throttling;
      return {MessageId: 'message'};
    });
    const [failing, passing] = [record(first.pending), record(second.pending)];

    const answer = await send(failing, passing);

    t.deepEqual(answer, {batchItemFailures: [{itemIdentifier: failing.dynamodb?.SequenceNumber ?? ''}]});
    t.is((await second.ledger(`mail#confirmation#${now.toISOString()}`))?.['messageId'], 'message');
    ses.restore();
    t.deepEqual(await send(failing), {batchItemFailures: []});
    t.is((await first.mails()).length, 1);
  },
);

test.serial('a record whose mail somebody else is sending comes again later', async (t) => {
  const {pending, mails} = await newSubscriber();
  const delivery = {to: pending.id, kind: 'confirmation', occasion: pending.askedAt ?? ''} as const;
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const until = at(60);
  t.is(await mailLedger.claim(delivery, {now: at(0), until}), 'claimed');

  t.is((await send(record(pending))).batchItemFailures.length, 1);
  t.deepEqual(await mails(), []);

  await mailLedger.release(delivery, until, at(0));
  t.is((await send(record(pending))).batchItemFailures.length, 0);
  t.is((await mails()).length, 1);
});

test.serial('records that are no subscriber, or one that goes away, are passed over', async (t) => {
  const {pending} = await newSubscriber();
  const mailImage = marshall({kind: 'mail'}) as never;
  const mail = {
    eventName: 'INSERT',
    dynamodb: {SequenceNumber: '1', OldImage: mailImage, NewImage: mailImage},
  } as const;
  const removal = {eventName: 'REMOVE', dynamodb: {SequenceNumber: '2', OldImage: imageOf(pending)}} as const;

  t.deepEqual(await send(mail, removal), {batchItemFailures: []});
});

test.serial('a record that cannot be read fails alone', async (t) => {
  const {pending, mails} = await newSubscriber();
  const broken = record({...pending, status: 'lost' as never});

  const answer = await send(broken, record(pending));

  t.deepEqual(answer.batchItemFailures, [{itemIdentifier: broken.dynamodb?.SequenceNumber ?? ''}]);
  t.is((await mails()).length, 1);
});

test.serial('no log line names an address or a token, whatever goes wrong', async (t) => {
  const {pending} = await newSubscriber();
  const refusal = new Error(`Email address is not verified: ${pending.email}`);
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).rejects(refusal);
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => void lines.push(line);

  await send(record(pending), record({...pending, version: 'x' as never})).finally(() => {
    console.log = log;
    ses.restore();
  });

  t.is(lines.length, 3);
  t.false(
    lines.some((line) => /reader-|example\.org|token|confirm\./i.test(line)),
    lines.join('\n'),
  );
});

test.serial('the sample event is one that the handler reads', async (t) => {
  t.is(sampleEvent.Records.length, 2);
  t.deepEqual(await send(...(sampleEvent.Records as unknown as DynamoDBRecord[])), {batchItemFailures: []});
});
