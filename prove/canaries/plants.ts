// A canary put by hand into each kind of place, to show that the search would find one there.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {DynamoDBClient, PutItemCommand} from '@aws-sdk/client-dynamodb';
import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import {CreateQueueCommand, SendMessageCommand, SQSClient} from '@aws-sdk/client-sqs';
import {marshall} from '@aws-sdk/util-dynamodb';
import {type Blog, output} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {jsonQuery, query} from './engine-queries.ts';
import type {Canary} from './spellings.ts';

type Plant = {readonly what: string; readonly put: (blog: Blog, text: string, folder: string) => Promise<unknown>};

const base64 = (text: string): string => Buffer.from(`,${text}`).toString('base64');

const logGroupOf = ({stackName}: Blog): string => `/aws/lambda/${stackName}/send-mail`;

const logLine = (spell: (text: string) => string) => async (blog: Blog, text: string) => {
  const client = new CloudWatchLogsClient(clientConfig(blog.engine));
  const stream = {logGroupName: logGroupOf(blog), logStreamName: `planted-${Math.random()}`};
  await client.send(new CreateLogStreamCommand(stream));
  await client.send(new PutLogEventsCommand({...stream, logEvents: [{timestamp: Date.now(), message: spell(text)}]}));
};

const object = (change: (text: string) => object) => (blog: Blog, text: string) =>
  new S3Client(clientConfig(blog.engine)).send(
    new PutObjectCommand({
      Bucket: output(blog, 'SiteBucketName'),
      Key: `planted-${Math.random()}`,
      Body: '',
      ...change(text),
    }),
  );

const item = (values: (text: string) => object) => (blog: Blog, text: string) =>
  new DynamoDBClient(clientConfig(blog.engine)).send(
    new PutItemCommand({
      TableName: output(blog, 'SubscribersTableName'),
      Item: marshall({pk: 'planted', sk: `${Math.random()}`, ...values(text)}),
    }),
  );

export const plants: readonly Plant[] = [
  {what: 'a line of a log', put: logLine((text) => text)},
  {what: 'a line of a log, in base64', put: logLine(base64)},
  {what: 'a line of a log, percent-encoded', put: logLine((text) => JSON.stringify({url: encodeURIComponent(text)}))},
  {
    what: 'the name of a log stream',
    put: (blog, text) =>
      new CloudWatchLogsClient(clientConfig(blog.engine)).send(
        new CreateLogStreamCommand({logGroupName: logGroupOf(blog), logStreamName: text}),
      ),
  },
  {
    what: 'a dimension of a metric',
    put: ({engine}, text) =>
      query(engine, 'monitoring', '2010-08-01', {
        Action: 'PutMetricData',
        Namespace: 'Planted',
        'MetricData.member.1.MetricName': 'planted',
        'MetricData.member.1.Value': '1',
        'MetricData.member.1.Dimensions.member.1.Name': 'who',
        'MetricData.member.1.Dimensions.member.1.Value': text,
      }),
  },
  {what: 'an object', put: object((text) => ({Body: `<p>${text.replace('@', '&#64;')}</p>`}))},
  {what: 'the key of an object', put: object((text) => ({Key: `pages/${text}`}))},
  {what: 'the metadata of an object', put: object((text) => ({Metadata: {who: text}}))},
  {what: 'a tag of an object', put: object((text) => ({Tagging: `who=${encodeURIComponent(text)}`}))},
  {
    what: 'a message in a queue',
    put: async ({engine}, text) => {
      const client = new SQSClient(clientConfig(engine));
      const {QueueUrl} = await client.send(new CreateQueueCommand({QueueName: 'planted'}));
      await client.send(new SendMessageCommand({QueueUrl, MessageBody: text}));
    },
  },
  {
    what: 'the input of a run',
    put: (blog, text) =>
      new SFNClient(clientConfig(blog.engine)).send(
        new StartExecutionCommand({
          stateMachineArn: output(blog, 'PostsStateMachineArn'),
          input: JSON.stringify({slug: 'no-post', who: text}),
        }),
      ),
  },
  {
    what: 'the name of a run',
    put: (blog, text) =>
      new SFNClient(clientConfig(blog.engine)).send(
        new StartExecutionCommand({
          stateMachineArn: output(blog, 'PostsStateMachineArn'),
          name: text.split('@')[0],
          input: '{"slug": "no-post"}',
        }),
      ),
  },
  {what: 'an item of the ledger', put: item((text) => ({kind: 'mail', reason: text}))},
  {what: 'the key of an item', put: item((text) => ({kind: 'sign-ups', sk: text}))},
  {
    what: 'a secret',
    put: ({engine}, text) =>
      new SecretsManagerClient(clientConfig(engine)).send(
        new CreateSecretCommand({Name: 'planted', SecretString: text}),
      ),
  },
  {
    what: 'a parameter',
    put: ({engine}, text) =>
      jsonQuery(engine, 'ssm', 'AmazonSSM.PutParameter', {Name: '/planted', Value: text, Type: 'String'}),
  },
  {
    what: 'a file',
    put: async (_, text, folder) => {
      mkdirSync(join(folder, 'tmp'), {recursive: true});
      writeFileSync(join(folder, 'tmp', 'planted.json'), Buffer.from(text).toString('hex'));
    },
  },
  {
    what: 'the name of a file',
    put: async (_, text, folder) => writeFileSync(join(folder, 'tmp', text), ''),
  },
];

/** Each plant with a canary of its own, put where it says. */
export const plant = async (blog: Blog, folder: string): Promise<readonly Canary[]> => {
  const planted = plants.map(({what}, n) => ({what, word: `gepflanzt${n}kanarienvogel`}));
  for (const [n, {put}] of plants.entries()) await put(blog, `${planted[n]?.word}@mail.example`, folder);
  return planted;
};
