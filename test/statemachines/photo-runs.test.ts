import {CloudFormationClient, paginateListStackResources} from '@aws-sdk/client-cloudformation';
import {DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {ListObjectsV2Command, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import sharp from 'sharp';
import {ulid} from 'ulid';
import {output} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Run} from '../../operate/runs/run-history.ts';
import {listExecutions, readRun} from '../../operate/runs/run-reader.ts';
import type {Thumbnail} from '../../src/domain/photos.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const config = clientConfig(blog.engine);
const dynamodb = new DynamoDBClient(config);
const s3 = new S3Client(config);
const workflow = {client: new SFNClient(config), stateMachineArn: output(blog, 'PhotosStateMachineArn')};
const TableName = output(blog, 'PhotosTableName');
const lambda = new LambdaClient(config);
const resources = paginateListStackResources({client: new CloudFormationClient(config)}, {StackName: blog.stackName});
const physicalIds = new Map<string, string>();
for await (const {StackResourceSummaries = []} of resources)
  for (const {LogicalResourceId = '', PhysicalResourceId = ''} of StackResourceSummaries)
    physicalIds.set(LogicalResourceId, PhysicalResourceId);
const sweepFunction = physicalIds.get('SweepPhotosFunction');
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

/** The record once the pages know of the photo. */
const untilAtRest = (id: string): Promise<Record<string, unknown>> =>
  until(`${id} to be at rest`, async () => {
    const record = await readRecord(id);
    return record['status'] === 'ready' && !record['unannounced'] ? record : undefined;
  });

/** What lies in the buckets of one photo. */
const filesOf = async (id: string): Promise<readonly string[]> => {
  const places = {
    [output(blog, 'UploadsBucketName')]: [`uploads/${id}`, `originals/${id}`],
    [output(blog, 'ThumbnailsBucketName')]: [`photos/${id}/`],
  };
  const lists = Object.entries(places).flatMap(([Bucket, folders]) =>
    folders.map((Prefix) => s3.send(new ListObjectsV2Command({Bucket, Prefix}))),
  );
  return (await Promise.all(lists)).flatMap(({Contents = []}) => Contents.map(({Key = ''}) => Key));
};

/** As if the time at which the sweep looks at the photo had come. */
const makeDue = (id: string) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: keyOf(id),
      UpdateExpression: 'SET dueAt = :past',
      ConditionExpression: 'attribute_exists(dueAt)',
      ExpressionAttributeValues: marshall({':past': '2026-01-01T00:00:00.000Z'}),
    }),
  );

const sweep = async () => {
  const {FunctionError, Payload} = await lambda.send(new InvokeCommand({FunctionName: sweepFunction, Payload: '{}'}));
  if (FunctionError) throw new Error(Buffer.from(Payload ?? []).toString());
};

const author = (method: string, id: string, json?: unknown) =>
  blog.visitor.send(method, `/api/photos/${id}`, {asAuthor: true, ...(json !== undefined && {json})});

/** The runs of one photo once `count` of them are over; a sweep for another test may begin one more, which does nothing. */
const runsOf = (id: string, count: number): Promise<readonly Run[]> =>
  until(
    `${count} runs of ${id}`,
    async () => {
      const executions = await listExecutions(workflow, 100);
      const runs = await Promise.all(executions.map((execution) => readRun(workflow, execution)));
      const over = runs.filter(({photo, status}) => photo === id && status !== 'running');
      return over.length >= count ? over : undefined;
    },
    {everyMs: 250},
  );

/** Two halves, so that no two crops are the same. */
const half = await sharp({create: {width: 350, height: 300, channels: 3, background: 'coral'}})
  .png()
  .toBuffer();
const jpeg = await sharp({create: {width: 700, height: 300, channels: 3, background: 'teal'}})
  .composite([{input: half, left: 0, top: 0}])
  .jpeg()
  .toBuffer();

test('an event that arrives three times makes the thumbnails once', async (t) => {
  const id = await makeTicket();
  const object = await put(id, jpeg);
  await Promise.all([startRun(object), startRun(object)]);

  const runs = await runsOf(id, 3);

  t.deepEqual(runs.map(({status}) => status).sort(), ['duplicate', 'duplicate', 'ready']);
  const record = await untilAtRest(id);
  t.like(record, {status: 'ready', version: 4, widthPx: 700, heightPx: 300, etag: object.etag, expiresAt: undefined});
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

test('an upload whose record was lost gets another', async (t) => {
  const id = ulid();
  await put(id, jpeg);

  const [run] = await runsOf(id, 1);

  t.like(run, {status: 'ready'});
  t.like(await untilAtRest(id), {status: 'ready', id, kind: 'photo', alt: '', version: 3, expiresAt: undefined});
});

test('an upload that was replaced after its event is rejected', async (t) => {
  const id = await makeTicket();
  const object = await put(ulid(), jpeg);
  await startRun({...object, key: `uploads/${id}`, etag: '0'.repeat(32)});

  const [run] = await runsOf(id, 1);

  t.like(run, {status: 'rejected'});
  t.like(await readRecord(id), {status: 'rejected', etag: '0'.repeat(32)});
});

test('a photo that is deleted while it is made leaves nothing behind, and no late event brings it back', async (t) => {
  const id = await makeTicket();
  const object = await put(id, jpeg);

  const deleted = await author('DELETE', id);
  t.is(deleted.status, 204, deleted.text);
  await runsOf(id, 2);
  await startRun(object);
  await runsOf(id, 3);

  t.deepEqual(await filesOf(id), []);
  t.like(await readRecord(id), {status: 'deleted', id: undefined, thumbnails: []});
  t.is((await blog.visitor.send('GET', `/api/photos/${id}`)).status, 404);
});

test('a focal point that moves cuts the crop anew and nothing else; the old crop stays until the sweep', async (t) => {
  const id = await makeTicket();
  await put(id, jpeg);
  await runsOf(id, 1);
  const before = await untilAtRest(id);

  t.is((await author('PATCH', id, {focalPoint: {x: 0.9, y: 0}})).status, 200);
  await runsOf(id, 2);

  const after = await untilAtRest(id);
  const [wholes, crops] = [before, after]
    .map(({thumbnails}) => thumbnails as Thumbnail[])
    .map((thumbnails) => thumbnails.filter(({crop}) => !crop));
  t.deepEqual(crops, wholes);
  t.like(after, {status: 'ready', focalPoint: {x: 0.9, y: 0}, remaking: undefined, attempts: undefined});
  await makeDue(id);
  await sweep();
  const files = await filesOf(id);
  t.deepEqual(
    files.filter((key) => key.startsWith('photos/')),
    (after['thumbnails'] as Thumbnail[]).map(({key}) => key).sort(),
  );
  t.like(await readRecord(id), {status: 'ready', superseded: undefined, dueAt: undefined});
});

test('a photo whose run is gone is made by another once the sweep has looked', async (t) => {
  const id = await makeTicket();
  await put(id, jpeg);
  await untilAtRest(id);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: keyOf(id),
      UpdateExpression: 'SET #status = :processing, #run = :gone, dueAt = :past',
      ExpressionAttributeNames: {'#status': 'status', '#run': 'run'},
      ExpressionAttributeValues: marshall({
        ':processing': 'processing',
        ':gone': 'a-run-that-is-gone',
        ':past': '2026-01-01T00:00:00.000Z',
      }),
    }),
  );

  await sweep();
  await runsOf(id, 2);

  t.like(await untilAtRest(id), {dueAt: undefined, attempts: undefined});
});
