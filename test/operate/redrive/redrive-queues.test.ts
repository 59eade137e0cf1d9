import {randomUUID} from 'node:crypto';
import {LambdaClient} from '@aws-sdk/client-lambda';
import {CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand} from '@aws-sdk/client-sqs';
import test from 'ava';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {countMessages} from '../../../operate/redrive/drain-queue.ts';
import {type Begun, photosSection} from '../../../operate/redrive/redrive-photos.ts';
import {queueSections} from '../../../operate/redrive/redrive-queues.ts';
import {physicalId, type TemplateResources} from '../../../operate/stack-handles.ts';
import type {PhotoId} from '../../../src/domain/slugs.ts';
import {blog, makePhoto, quiet, runsOf, setBack, stack, stores, workflow} from './redrivable-blog.ts';

const lambda = new LambdaClient(clientConfig(blog.engine));
const called: string[] = [];
lambda.middlewareStack.add(
  (next) => (call) => {
    called.push((call.input as {readonly FunctionName: string}).FunctionName);
    return next(call);
  },
  {step: 'initialize'},
);

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

  t.deepEqual(await photosSection(stores, begun, () => false).replay(quiet), {
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
