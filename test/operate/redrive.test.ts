import {randomUUID} from 'node:crypto';
import {DynamoDBClient, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {LambdaClient} from '@aws-sdk/client-lambda';
import {DeleteObjectCommand, HeadObjectCommand, NotFound, PutObjectCommand} from '@aws-sdk/client-s3';
import {CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand} from '@aws-sdk/client-sqs';
import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import sharp from 'sharp';
import {output} from '../../local/blog.ts';
import {untilDone, uploadPhoto} from '../../local/photo-upload.ts';
import {until} from '../../local/until.ts';
import {countMessages} from '../../operate/drain-queue.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {failuresSection} from '../../operate/redrive-failures.ts';
import {type Begun, photoStores, photosSection} from '../../operate/redrive-photos.ts';
import {queueSections} from '../../operate/redrive-queues.ts';
import {remakePhoto} from '../../operate/remake-photos.ts';
import {listExecutions, readRun} from '../../operate/run-reader.ts';
import {
  openStack,
  physicalId,
  readVariables,
  type TemplateResources,
  workAsSweep,
} from '../../operate/stack-handles.ts';
import {ladder, ladderDigest} from '../../src/domain/ladder.ts';
import {type PhotoId, photoId} from '../../src/domain/slugs.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const {endpoint, region} = blog.engine;
const stack = await openStack({endpoint, region, stackName: blog.stackName});
await workAsSweep(stack);
const stores = {
  ...(await photoStores(stack)),
  pollMilliseconds: 100,
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  signal: new AbortController().signal,
};
const dynamodb = new DynamoDBClient(clientConfig(blog.engine));
const lambda = new LambdaClient(clientConfig(blog.engine));
const called: string[] = [];
lambda.middlewareStack.add(
  (next) => (call) => {
    called.push((call.input as {readonly FunctionName: string}).FunctionName);
    return next(call);
  },
  {step: 'initialize'},
);
const uploads = output(blog, 'UploadsBucketName');
const workflow = {client: stack.sfn, stateMachineArn: output(blog, 'PhotosStateMachineArn')};
const since = new Date(Date.now() - 3_600_000);
const quiet = () => {};

const body = new Uint8Array(
  await sharp({create: {width: 60, height: 40, channels: 3, background: 'teal'}})
    .jpeg()
    .toBuffer(),
);

const makePhoto = async (): Promise<PhotoId> => {
  const id = await uploadPhoto(blog.visitor, {contentType: 'image/jpeg', alt: 'A test', body});
  await untilDone(blog.visitor, id);
  return photoId.parse(id);
};

/** As a failed run, a lost event or another ladder would leave it. */
const setBack = (id: PhotoId, name: 'status' | 'ladder', value: string) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName: output(blog, 'PhotosTableName'),
      Key: marshall({pk: `photo#${id}`, sk: 'photo'}),
      UpdateExpression: 'SET #name = :value, #version = #version + :one',
      ExpressionAttributeNames: {'#name': name, '#version': 'version'},
      ExpressionAttributeValues: marshall({':value': value, ':one': 1}),
    }),
  );

/** How its runs ended, once none is under way. */
const runsOf = (id: PhotoId): Promise<readonly string[]> =>
  until(`the runs of ${id}`, async () => {
    const executions = await listExecutions(workflow, 100);
    const runs = await Promise.all(executions.map((execution) => readRun(workflow, execution)));
    const own = runs.filter(({photo}) => photo === id).map(({status}) => status);
    return own.includes('running') ? undefined : own.sort();
  });

const photosOf = (id: PhotoId) => photosSection(stores, [], {since, isWanted: (other) => other === id});

const makeQueue = async (name: string): Promise<string> => {
  const {QueueUrl = ''} = await stack.sqs.send(new CreateQueueCommand({QueueName: `${name}-${randomUUID()}`}));
  return QueueUrl;
};

const send = (url: string, message: unknown) =>
  stack.sqs.send(new SendMessageCommand({QueueUrl: url, MessageBody: JSON.stringify(message)}));

/** The section of a dead-letter queue of the test's own, which only these resources know. */
const ownQueue = async (resources: TemplateResources, others: Readonly<Record<string, string>>, begun: Begun = []) => {
  const url = await makeQueue('dead');
  const own = {...stack, lambda, resources: {Dead: {Type: 'AWS::SQS::Queue'}, ...resources}};
  const [section] = queueSections({...own, physicalIds: {...others, Dead: url}}, stores, begun);
  if (!section) throw new Error('expected a section for the queue Dead');
  return {url, section};
};

const deadArn = {'Fn::GetAtt': ['Dead', 'Arn']};
const uploadsRule: TemplateResources = {
  Machine: {Type: 'AWS::StepFunctions::StateMachine'},
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {Targets: [{Arn: {Ref: 'Machine'}, DeadLetterConfig: {Arn: deadArn}}]},
  },
};
const event = (id: PhotoId) => ({source: 'aws.s3', detail: {object: {key: `uploads/${id}`, etag: 'e', size: 1}}});

test('a failed photo that is redriven by two at once, and again, has one more run and is ready', async (t) => {
  const id = await makePhoto();
  await setBack(id, 'status', 'failed');
  t.is((await photosOf(id).find()).length, 1);

  const both = await Promise.all([photosOf(id).replay(quiet), photosOf(id).replay(quiet)]);
  const again = await photosOf(id).replay(quiet);

  t.deepEqual(
    [...both, again].flatMap(({left}) => left),
    [],
  );
  t.deepEqual(await runsOf(id), ['ready', 'ready']);
  t.is((await stores.photos.readRecord(id))?.status, 'ready');
});

test('a failed photo without any file is left as it is, with what its author has to do', async (t) => {
  const id = await makePhoto();
  for (const folder of ['uploads', 'originals'])
    await stack.s3.send(new DeleteObjectCommand({Bucket: uploads, Key: `${folder}/${id}`}));
  await setBack(id, 'status', 'failed');

  const {replayed, left} = await photosOf(id).replay(quiet);

  t.is(replayed, 0);
  t.regex(left.join('\n'), new RegExp(`^photo ${id}: .*the author has to upload it again$`));
});

test('what a consumer gave up goes back into its queue once', async (t) => {
  const alive = await makeQueue('alive');
  const Alive = {Type: 'AWS::SQS::Queue', Properties: {RedrivePolicy: {deadLetterTargetArn: deadArn}}};
  const {url, section} = await ownQueue({Alive}, {Alive: alive});
  for (let number = 1; number <= 12; number += 1) await send(url, {number});

  t.deepEqual(await section.find(), ['12 messages, for Alive']);
  t.deepEqual(await section.replay(quiet), {replayed: 12, left: []});
  t.deepEqual(await section.replay(quiet), {replayed: 0, left: []});

  t.deepEqual([await countMessages(stack.sqs, url), await countMessages(stack.sqs, alive)], [0, 12]);
});

test('an event that started no run starts one; those of photos that had theirs are forgotten', async (t) => {
  const [waiting, ready] = [await makePhoto(), await makePhoto()];
  await setBack(waiting, 'status', 'waiting');
  const begun: Begun = [];
  const {url, section} = await ownQueue(uploadsRule, {Machine: workflow.stateMachineArn}, begun);
  await Promise.all([send(url, event(waiting)), send(url, event(ready))]);

  t.deepEqual(await section.replay(quiet), {replayed: 2, left: []});
  t.deepEqual(
    begun.map(({id}) => id),
    [waiting],
  );

  t.deepEqual(await photosSection(stores, begun, {since, isWanted: () => false}).replay(quiet), {
    replayed: 0,
    left: [],
  });
  t.deepEqual([await runsOf(waiting), await runsOf(ready)], [['ready', 'ready'], ['ready']]);
  t.is(await countMessages(stack.sqs, url), 0);
});

test('a message that is no event stays in its queue, for whoever looks', async (t) => {
  const {url, section} = await ownQueue(uploadsRule, {Machine: workflow.stateMachineArn});
  await send(url, 'hello');

  const {replayed, left} = await section.replay(quiet);

  t.is(replayed, 0);
  t.regex(left.join('\n'), /is no event of an upload/);
  const {Messages = []} = await stack.sqs.send(new ReceiveMessageCommand({QueueUrl: url}));
  t.deepEqual(
    Messages.map(({Body}) => Body),
    ['"hello"'],
  );
});

test('one call stands for all that a schedule could not make, and a call that fails keeps them', async (t) => {
  const schedule: TemplateResources = {
    Sweep: {Type: 'AWS::Lambda::Function'},
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {Target: {Arn: {'Fn::GetAtt': ['Sweep', 'Arn']}, DeadLetterConfig: {Arn: deadArn}}},
    },
  };
  const functions = ['SweepPhotosFunction', 'ResizePhotoFunction'].map((id) => physicalId(stack, id));
  const works = await ownQueue(schedule, {Sweep: functions[0] ?? ''});
  const fails = await ownQueue(schedule, {Sweep: functions[1] ?? ''});
  for (const {url} of [works, works, fails, fails]) await send(url, {});

  t.deepEqual(await works.section.replay(quiet), {replayed: 2, left: []});
  const {replayed, left} = await fails.section.replay(quiet);

  t.deepEqual([replayed, left.length], [0, 2]);
  t.deepEqual(called, functions);
  t.deepEqual([await countMessages(stack.sqs, works.url), await countMessages(stack.sqs, fails.url)], [0, 2]);
});

const failures = physicalId(stack, 'FailuresBucket');

const isKept = async (key: string): Promise<boolean> => {
  try {
    await stack.s3.send(new HeadObjectCommand({Bucket: failures, Key: key}));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
};

/** As Lambda records a call of the function. */
const recordCall = async (folder: string, functionName: string, payload: unknown): Promise<string> => {
  const key = `${folder}/${randomUUID()}`;
  const functionArn = `arn:aws:lambda:${region}:000000000000:function:${functionName}`;
  const Body = JSON.stringify({requestContext: {functionArn}, payload: JSON.stringify(payload)});
  await stack.s3.send(new PutObjectCommand({Bucket: failures, Key: key, Body}));
  return key;
};

test('a failed call is made again, and its record deleted only once it succeeded', async (t) => {
  const folder = `aws/lambda/${randomUUID()}/shardId-1/2026/03/01`;
  const renderPages = physicalId(stack, 'RenderPagesFunction');
  const good = await recordCall(folder, renderPages, {Records: []});
  const bad = await recordCall(folder, renderPages, {});
  const foreign = await recordCall(folder, `${renderPages}-gone`, {Records: []});
  const section = failuresSection(stack, (key) => key.startsWith(folder));
  t.is((await section.find()).length, 3);

  const first = await section.replay(quiet);
  const second = await section.replay(quiet);

  t.deepEqual([first.replayed, second.replayed], [1, 0]);
  t.deepEqual(second.left, first.left);
  t.regex(first.left.join('\n'), /RenderPagesFunction failed again, its record was kept: /);
  t.regex(first.left.join('\n'), /-gone, which the stack has no more/);
  t.deepEqual(await Promise.all([good, bad, foreign].map(isKept)), [false, true, true]);
});

test('a photo of another ladder is made anew once, in the ladder that is deployed', async (t) => {
  const id = await makePhoto();
  const {PHOTO_LADDER = ''} = await readVariables(stack, 'ResizePhotoFunction');
  const digest = ladderDigest(ladder.parse(JSON.parse(PHOTO_LADDER)));
  await setBack(id, 'ladder', 'another00000');

  const remade = [await remakePhoto(stores, id, digest), await remakePhoto(stores, id, digest)];

  t.deepEqual(remade, ['made', 'made']);
  t.deepEqual(await runsOf(id), ['ready', 'ready']);
  t.is((await stores.photos.readRecord(id))?.ladder, digest);
});
