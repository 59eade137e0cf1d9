import {
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import type {Context, SQSBatchResponse, SQSEvent} from 'aws-lambda';
import {mockClient} from 'aws-sdk-client-mock';
import sampleEvent from '../../events/record-feedback.json' with {type: 'json'};
import {clientConfig} from '../../operate/engine-clients.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {handler} from '../../src/handlers/record-feedback.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';
import {bounceOf, complaintOf, deliveryOf, rejectOf} from '../domain/ses-events.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

let place: Awaited<ReturnType<typeof subscriberPlace>>;
test.before(async () => {
  place = await subscriberPlace();
});

let count = 0;

/** Messages as SNS leaves them in the queue, delivered raw; a text is one that somebody else put there. */
const tell = (...messages: readonly (object | string)[]): Promise<SQSBatchResponse> => {
  const Records = messages.map((message, index) => ({
    messageId: `message-${index}`,
    body: typeof message === 'string' ? message : JSON.stringify(message),
  }));
  return (handler as unknown as (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>)(
    {Records} as SQSEvent,
    {} as Context,
  );
};

const newReader = async () => {
  const email = emailAddress.parse(`Reader-${++count}-${process.pid}@example.org`);
  await subscriberTable.write(aSubscriber(['asked', 'confirmed'], {email}), undefined);
  return {email, status: async () => (await subscriberTable.read(subscriberId(email)))?.status};
};

/** An event of a mail that was sent in a month of the test's own. */
const sentIn = <Event extends {readonly mail: object}>(month: string, event: Event) => ({
  ...event,
  mail: {...event.mail, timestamp: `${month}-03T07:15:02.669Z`},
});

const countsOf = async (month: string) => {
  const answer: GetItemCommandOutput = await new DynamoDBClient(clientConfig(place.engine)).send(
    new GetItemCommand({
      TableName: process.env['SUBSCRIBERS_TABLE'],
      Key: marshall({pk: `feedback#${month}`, sk: 'counts'}),
      ConsistentRead: true,
    }),
  );
  return answer.Item && unmarshall(answer.Item);
};

const whileLogging = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => void lines.push(line);
  await act().finally(() => {
    console.log = log;
  });
  return lines;
};

test.serial('who bounced or complained is suppressed, and what became of the mails is counted by month', async (t) => {
  const [bounced, complained, delivered] = [await newReader(), await newReader(), await newReader()];

  const answer = await tell(
    sentIn('2026-01', bounceOf([bounced.email])),
    sentIn('2026-01', bounceOf([delivered.email], {bounceType: 'Transient', bounceSubType: 'MailboxFull'})),
    sentIn('2026-01', complaintOf([complained.email])),
    sentIn('2026-01', deliveryOf([delivered.email])),
    sentIn('2026-01', deliveryOf([complained.email])),
    sentIn('2026-01', rejectOf([delivered.email])),
    sentIn('2026-02', deliveryOf([delivered.email])),
  );

  t.deepEqual(answer, {batchItemFailures: []});
  t.deepEqual(await Promise.all([bounced, complained, delivered].map(({status}) => status())), [
    'suppressed',
    'suppressed',
    'confirmed',
  ]);
  t.like(await countsOf('2026-01'), {
    kind: 'feedback-counts',
    version: 6,
    ...{hardBounces: 1, softBounces: 1, complaints: 1, delivered: 2, rejected: 1},
  });
  t.like(await countsOf('2026-02'), {delivered: 1, version: 1});
});

test.serial('an event that comes again, alone or with itself, is counted once', async (t) => {
  const delivery = sentIn('2026-03', deliveryOf(['ada@example.org']));

  const answers = [await tell(delivery, delivery), await tell(delivery)];

  t.deepEqual(answers, [{batchItemFailures: []}, {batchItemFailures: []}]);
  t.like(await countsOf('2026-03'), {delivered: 1, version: 1});
});

test.serial('many functions at once count every event', async (t) => {
  const batches = Array.from({length: 4}, () =>
    Array.from({length: 5}, () => sentIn('2026-04', deliveryOf(['ada@example.org']))),
  );

  const answers = await Promise.all(batches.map((batch) => tell(...batch)));

  t.deepEqual(
    answers.flatMap(({batchItemFailures}) => batchItemFailures),
    [],
  );
  t.like(await countsOf('2026-04'), {delivered: 20, version: 20});
});

const cancelled = (...codes: readonly string[]) =>
  Object.assign(new TransactionCanceledException({message: 'Transaction cancelled', $metadata: {}}), {
    CancellationReasons: codes.map((Code) => ({Code})),
  });

test.serial(
  'a count that others hold is taken again until it is free; any other fault sends the event back',
  async (t) => {
    const dynamodb = mockClient(DynamoDBClient);
    t.teardown(() => dynamodb.restore());
    const delivery = deliveryOf(['ada@example.org']);

    dynamodb
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('None', 'TransactionConflict'))
      .rejectsOnce(cancelled('TransactionConflict', 'None'))
      .resolves({});
    t.deepEqual(await tell(delivery), {batchItemFailures: []});
    t.is(dynamodb.commandCalls(TransactWriteItemsCommand).length, 3);

    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError', 'None'));
    t.deepEqual(await tell(delivery), {batchItemFailures: [{itemIdentifier: 'message-0'}]});
  },
);

test.serial('a message that cannot be read fails alone, and no log line has an address in it', async (t) => {
  const reader = await newReader();
  const bounce = bounceOf([reader.email]);
  const poison = [
    JSON.stringify(bounce).slice(0, -40),
    `${reader.email} is no JSON`,
    'Successfully validated SNS topic for Amazon SES event publishing.',
    {...bounce, eventType: reader.email},
    {...bounce, bounce: {...bounce.bounce, bounceType: reader.email}},
    {...bounce, mail: {...bounce.mail, timestamp: reader.email}},
  ];

  let answer: SQSBatchResponse | undefined;
  const lines = await whileLogging(async () => {
    answer = await tell(...poison, bounce);
  });

  t.deepEqual(
    answer?.batchItemFailures.map(({itemIdentifier}) => itemIdentifier),
    poison.map((_, index) => `message-${index}`),
  );
  t.is(await reader.status(), 'suppressed');
  t.is(lines.length, poison.length + 1);
  t.false(
    lines.some((line) => /reader-|example\.org/i.test(line)),
    lines.join('\n'),
  );
});

test.serial('the sample event is one that the handler reads', async (t) => {
  t.is(sampleEvent.Records.length, 2);
  t.deepEqual(await tell(...sampleEvent.Records.map(({body}) => body)), {batchItemFailures: []});
});
