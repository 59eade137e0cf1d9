// The bucket of failures, and its owner, who replays it by the very code of `npm run redrive`.

import {LambdaClient} from '@aws-sdk/client-lambda';
import {S3Client} from '@aws-sdk/client-s3';
import {SFNClient} from '@aws-sdk/client-sfn';
import {SQSClient} from '@aws-sdk/client-sqs';
import type {DynamoDBRecord, DynamoDBStreamEvent} from 'aws-lambda';
import {parseFailure} from '../../operate/redrive/failure-objects.ts';
import {failuresSection} from '../../operate/redrive/redrive-failures.ts';
import type {StackHandles} from '../../operate/stack-handles.ts';
import {failureKey, failureRecord, mapping} from './failure-record.ts';
import type {Discard, Outcome} from './stream-dispatcher.ts';

export type FailureBucket = {
  discard(discard: Discard): void;
  /** How many objects there ever were. */
  readonly discarded: number;
  /** The records of each object that lies there. */
  contents(): readonly (readonly DynamoDBRecord[])[];
  /** Answers how many calls succeeded now. */
  redrive(invoke: (records: readonly DynamoDBRecord[]) => Promise<Outcome>): Promise<number>;
};

const bucket = 'failures';

type Stored = {readonly at: number; readonly text: string};
type Command = {readonly constructor: {readonly name: string}; readonly input: {readonly Key?: string}};

const recordsIn = (text: string): readonly DynamoDBRecord[] =>
  (JSON.parse(parseFailure(text)?.payload ?? '{"Records": []}') as DynamoDBStreamEvent).Records;

const answersOf = (objects: Map<string, Stored>): Readonly<Record<string, (key: string) => unknown>> => ({
  ListObjectsV2Command: () => ({
    Contents: [...objects].map(([Key, {at}]) => ({Key, LastModified: new Date(at)})),
  }),
  GetObjectCommand: (key) => ({Body: {transformToString: async () => objects.get(key)?.text ?? ''}}),
  DeleteObjectCommand: (key) => objects.delete(key),
});

/** As `Invoke` answers. */
const invocationOf = (outcome: Outcome) => {
  if (outcome === 'not invoked') {
    throw new Error('expected the function to begin, got TooManyRequestsException');
  }

  return outcome === 'function error'
    ? {FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage": "the process ended"}')}
    : {Payload: Buffer.from(JSON.stringify(outcome.answer))};
};

const region = {region: mapping.region};

export const failureBucket = (now: () => number): FailureBucket => {
  const objects = new Map<string, Stored>();
  const answers = answersOf(objects);
  let discarded = 0;

  const stackThat = (invoke: (records: readonly DynamoDBRecord[]) => Promise<Outcome>): StackHandles => ({
    place: {stackName: 'myblog', region: mapping.region},
    resources: {},
    physicalIds: {FailuresBucket: bucket, SendMailFunction: mapping.functionName},
    s3: Object.assign(new S3Client(region), {
      send: async ({constructor: {name}, input}: Command) => answers[name]?.(input.Key ?? ''),
    }),
    lambda: Object.assign(new LambdaClient(region), {
      send: async ({input}: {readonly input: {readonly Payload: Uint8Array}}) => {
        const {Records} = JSON.parse(Buffer.from(input.Payload).toString('utf8')) as DynamoDBStreamEvent;

        return invocationOf(await invoke(Records));
      },
    }),
    sfn: new SFNClient(region),
    sqs: new SQSClient(region),
  });

  return {
    get discarded() {
      return discarded;
    },
    discard(discard) {
      discarded += 1;
      const at = new Date(now());
      objects.set(failureKey({...discard, at}, discarded), {at: now(), text: failureRecord({...discard, at})});
    },
    contents: () => [...objects.values()].map(({text}) => recordsIn(text)),
    redrive: async (invoke) => {
      if (objects.size === 0) {
        return 0;
      }

      const {replayed} = await failuresSection(stackThat(invoke)).replay(() => {});

      return replayed;
    },
  };
};
