import {DynamoDBClient, GetItemCommand, PutItemCommand} from '@aws-sdk/client-dynamodb';
import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import sharp from 'sharp';
import {ulid} from 'ulid';
import {output} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Run} from '../../operate/run-history.ts';
import {listExecutions, readRun} from '../../operate/run-reader.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const config = clientConfig(blog.engine);
const dynamodb = new DynamoDBClient(config);
const s3 = new S3Client(config);
const workflow = {client: new SFNClient(config), stateMachineArn: output(blog, 'PhotosStateMachineArn')};
const TableName = output(blog, 'PhotosTableName');
const expiresAt = 4_000_000_000;

const keyOf = (id: string) => marshall({pk: `photo#${id}`, sk: 'photo'});

const makeTicket = async (): Promise<string> => {
  const id = ulid();
  const Item = {
    ...keyOf(id),
    ...marshall({kind: 'photo', id, status: 'waiting', version: 1, thumbnails: [], expiresAt}),
  };
  await dynamodb.send(new PutItemCommand({TableName, Item}));
  return id;
};

const readRecord = async (id: string): Promise<Record<string, unknown>> => {
  const {Item} = await dynamodb.send(new GetItemCommand({TableName, Key: keyOf(id), ConsistentRead: true}));
  return Item ? unmarshall(Item) : {};
};

/** Uploads as S3 sees it, which starts a run; the answer is the object as the event describes it. */
const put = async (id: string, file: Uint8Array) => {
  const key = `uploads/${id}`;
  const {ETag = ''} = await s3.send(
    new PutObjectCommand({Bucket: output(blog, 'UploadsBucketName'), Key: key, Body: file}),
  );
  return {key, etag: ETag.replaceAll('"', ''), size: file.byteLength};
};

const startRun = (object: Awaited<ReturnType<typeof put>>) =>
  workflow.client.send(
    new StartExecutionCommand({
      stateMachineArn: workflow.stateMachineArn,
      input: JSON.stringify({'detail-type': 'Object Created', detail: {object}}),
    }),
  );

/** The runs of one photo once `count` of them are over. */
const runsOf = (id: string, count: number): Promise<readonly Run[]> =>
  until(
    `${count} runs of ${id}`,
    async () => {
      const executions = await listExecutions(workflow, 100);
      const runs = await Promise.all(executions.map((execution) => readRun(workflow, execution)));
      const over = runs.filter(({photo, status}) => photo === id && status !== 'running');
      return over.length === count ? over : undefined;
    },
    {everyMs: 250},
  );

const jpeg = await sharp({create: {width: 700, height: 300, channels: 3, background: 'teal'}})
  .jpeg()
  .toBuffer();

test('an event that arrives three times makes the thumbnails once', async (t) => {
  const id = await makeTicket();
  const object = await put(id, jpeg);
  await Promise.all([startRun(object), startRun(object)]);

  const runs = await runsOf(id, 3);

  t.deepEqual(runs.map(({status}) => status).sort(), ['duplicate', 'duplicate', 'ready']);
  const record = await readRecord(id);
  t.like(record, {status: 'ready', version: 3, widthPx: 700, heightPx: 300, etag: object.etag, expiresAt: undefined});
  t.is(record['run'], runs.find(({status}) => status === 'ready')?.name);
  t.is((record['thumbnails'] as unknown[]).length, 6);
});

test('an upload that is no photo ends in a record that says why, and that expires', async (t) => {
  const id = await makeTicket();
  await put(id, Buffer.from('hello'));

  const [run] = await runsOf(id, 1);

  t.like(run, {status: 'rejected', reason: 'expected a JPEG, PNG or WebP photo, got a file that holds no picture'});
  t.like(await readRecord(id), {status: 'rejected', reason: run?.reason, version: 3, thumbnails: [], expiresAt});
});

test('an upload without a record leaves none behind', async (t) => {
  const id = ulid();
  await put(id, jpeg);

  const [run] = await runsOf(id, 1);

  t.like(run, {status: 'duplicate'});
  t.deepEqual(await readRecord(id), {});
});

test('an upload that was replaced after its event is rejected', async (t) => {
  const id = await makeTicket();
  const object = await put(ulid(), jpeg);
  await startRun({...object, key: `uploads/${id}`, etag: '0'.repeat(32)});

  const [run] = await runsOf(id, 1);

  t.like(run, {status: 'rejected'});
  t.like(await readRecord(id), {status: 'rejected', etag: '0'.repeat(32)});
});
