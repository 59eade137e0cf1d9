// A person who subscribed on the deployed blog, and of whom something lies in every place where something can be.
import {randomUUID} from 'node:crypto';
import {DynamoDBClient, QueryCommand} from '@aws-sdk/client-dynamodb';
import {DeleteObjectCommand, GetObjectCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import {type Message, SendMessageCommand} from '@aws-sdk/client-sqs';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import {until} from '../../../local/until.ts';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {drainQueue} from '../../../operate/redrive/drain-queue.ts';
import {physicalId, type StackHandles} from '../../../operate/stack-handles.ts';
import {subscriberItem} from '../../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../../src/domain/addresses.ts';
import {aSubscriber} from '../../domain/a-subscriber.ts';
import {bounceOf} from '../../domain/ses-events.ts';
import {
  addressOf,
  blog,
  follow,
  idOf,
  mailedLink,
  mailsTo,
  openBlogUnderTest,
  runCommand,
  signUp,
  subscribeWhole,
} from './blog-commands.ts';

let stack: StackHandles;
test.before(async () => {
  stack = await openBlogUnderTest();
});

const [ada, bob] = [addressOf('ada'), addressOf('bob')];
const [deadLetters, failures] = ['FeedbackDeadLetterQueue', 'FailuresBucket'];
const failureKey = `aws/lambda/test/${randomUUID()}`;

/** Sort key → item. */
const itemsOf = async (address: string): Promise<Readonly<Record<string, Record<string, unknown>>>> => {
  const {Items = []} = await new DynamoDBClient(clientConfig(blog.engine)).send(
    new QueryCommand({
      TableName: process.env['SUBSCRIBERS_TABLE'],
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({':pk': `subscriber#${idOf(address)}`}),
    }),
  );
  return Object.fromEntries(Items.map((item) => unmarshall(item)).map((item) => [String(item['sk']), item]));
};

const streamed = (address: string) => ({
  eventName: 'INSERT',
  dynamodb: {NewImage: subscriberItem(aSubscriber(['asked'], {email: emailAddress.parse(address)}))},
});
const failureOf = (...addresses: readonly string[]): string =>
  JSON.stringify({
    requestContext: {functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:send-mail'},
    payload: JSON.stringify({Records: addresses.map(streamed)}),
  });

const readFailure = async (): Promise<string> => {
  const {Body} = await stack.s3.send(new GetObjectCommand({Bucket: physicalId(stack, failures), Key: failureKey}));
  return (await Body?.transformToString()) ?? '';
};

/** What is left of the messages about them among the dead letters, which stay there unless `isTaken`. */
const deadLettersOf = async (addresses: readonly string[], isTaken: boolean): Promise<readonly string[]> => {
  const found: string[] = [];
  await drainQueue(stack.sqs, physicalId(stack, deadLetters), async ({Body = ''}: Message) => {
    const about = addresses.find((address) => Body.includes(address));
    if (about) found.push(about);
    return about && isTaken ? {} : {keep: 'it is not ours'};
  });
  return found.sort();
};

test.after.always(async () => {
  await deadLettersOf([ada, bob], true);
  await stack.s3.send(new DeleteObjectCommand({Bucket: physicalId(stack, failures), Key: failureKey}));
});

test.serial(
  'who is erased is gone from the table, the dead letters and the records of failures; others stay',
  async (t) => {
    await subscribeWhole(ada);
    for (const address of [ada, bob])
      await stack.sqs.send(
        new SendMessageCommand({
          QueueUrl: physicalId(stack, deadLetters),
          MessageBody: JSON.stringify(bounceOf([address])),
        }),
      );
    await stack.s3.send(
      new PutObjectCommand({Bucket: physicalId(stack, failures), Key: failureKey, Body: failureOf(bob, ada)}),
    );
    t.deepEqual(await deadLettersOf([ada, bob], false), [ada, bob].sort());

    const {code, stdout, stderr} = await runCommand('subscribers', 'erase', ada.toUpperCase(), '--yes');

    t.deepEqual([code, stderr], [0, '']);
    const left = await itemsOf(ada);
    t.deepEqual(
      Object.values(left)
        .map(({kind}) => kind)
        .sort(),
      ['erased', 'mail', 'mail'],
    );
    t.false(JSON.stringify(left).includes(ada));
    t.deepEqual(await deadLettersOf([ada, bob], false), [bob]);
    t.deepEqual(JSON.parse(await readFailure()), JSON.parse(failureOf(bob)));
    t.regex(stdout, /the record \(confirmed\), 1 of their counters of sign-ups/);
    t.regex(stdout, /messages deleted, 1 of FeedbackDeadLetterQueue/);
    t.regex(stdout, /0 deleted, 1 rewritten/);
    t.regex(stdout, /What stays:\n {2}2 lines of the mail ledger/);
  },
);

test.serial('erasing somebody again finds nothing, and does no harm', async (t) => {
  const before = Object.keys(await itemsOf(ada));

  const {code, stdout} = await runCommand('subscribers', 'erase', ada, '--yes');

  t.is(code, 0);
  t.regex(stdout, /no record of them/);
  t.regex(stdout, /Queues: no message/);
  t.regex(stdout, /0 deleted, 0 rewritten/);
  t.deepEqual(Object.keys(await itemsOf(ada)), before);
});

test.serial('who was erased may subscribe again, is asked to confirm, and gets no second welcome', async (t) => {
  await signUp(ada);
  await until('another mail to confirm', async () => (await mailsTo(ada)).length === 3 || undefined);
  const link = await mailedLink('confirm', ada);
  t.is((await follow(link)).status, 200);

  await subscribeWhole(addressOf('somebody-later'));
  t.like((await itemsOf(ada))['subscriber'], {status: 'confirmed', email: ada});
  t.deepEqual([...(await mailsTo(ada))].map((subject) => subject.split(' ')[0]).sort(), [
    'Please',
    'Please',
    'Welcome',
  ]);
});

test.serial('an address that is none is refused, and so is a question that nobody can answer', async (t) => {
  const nobody = await runCommand('subscribers', 'erase', 'nobody', '--yes');
  t.deepEqual([nobody.code, nobody.stderr], [1, `expected an email address like 'ada@example.com', got "nobody"\n`]);

  const unasked = await runCommand('subscribers', 'erase', ada);
  t.deepEqual([unasked.code, unasked.stderr], [1, 'expected a terminal to ask at, or --yes, got neither\n']);
  t.truthy((await itemsOf(ada))['subscriber']);
});
