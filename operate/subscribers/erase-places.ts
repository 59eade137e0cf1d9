// Where a person can be, beside the table: queues, and the bucket of failures.
import {DeleteObjectCommand, GetObjectCommand, PutObjectCommand, paginateListObjectsV2} from '@aws-sdk/client-s3';
import {atOnce} from '../at-once.ts';
import {drainQueue} from '../redrive/drain-queue.ts';
import {explain} from '../sdk-errors.ts';
import {physicalId, type StackHandles} from '../stack-handles.ts';
import {rewriteFailure} from './rewrite-failure.ts';
import {searchedQueues} from './searched-queues.ts';

type IsAbout = (value: unknown) => boolean;

/** Answers how many messages were deleted of each queue that had any; all others are given back. */
export const eraseFromQueues = async (
  stack: Pick<StackHandles, 'sqs' | 'resources' | 'physicalIds' | 'place'>,
  isAbout: IsAbout,
): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  const search = async (id: string): Promise<void> => {
    const verdicts = await drainQueue(stack.sqs, physicalId(stack, id), async ({Body, MessageAttributes}) =>
      isAbout([Body, MessageAttributes]) ? {} : {keep: 'it is about somebody else'},
    );
    const erased = verdicts.filter(({keep}) => keep === undefined).length;
    if (erased > 0) counts.set(id, erased);
  };
  await Promise.all(searchedQueues(stack.resources).map(search));
  return counts;
};

const objectsAtOnce = 8;

export type ErasedFailures = {
  readonly searched: number;
  readonly deleted: number;
  readonly rewritten: number;
  /** Objects that still name the person, and why, a sentence each. */
  readonly left: readonly string[];
};

/** `isWanted` is asked about each key. */
export const eraseFromFailures = async (
  stack: Pick<StackHandles, 's3' | 'physicalIds' | 'place'>,
  isAbout: IsAbout,
  {
    told = () => {},
    isWanted = () => true,
  }: {told?: (searched: number) => void; isWanted?: (key: string) => boolean} = {},
): Promise<ErasedFailures> => {
  const {s3} = stack;
  const Bucket = physicalId(stack, 'FailuresBucket');
  const keys: string[] = [];
  for await (const {Contents = []} of paginateListObjectsV2({client: s3}, {Bucket}))
    keys.push(...Contents.flatMap(({Key = ''}) => (isWanted(Key) ? Key : [])));
  let [searched, deleted, rewritten] = [0, 0, 0];
  const left: string[] = [];
  const eraseFrom = async (Key: string): Promise<void> => {
    const {Body, ETag, ContentType} = await s3.send(new GetObjectCommand({Bucket, Key}));
    const outcome = rewriteFailure((await Body?.transformToString()) ?? '', isAbout);
    if (outcome === 'unchanged') return;
    if (outcome === 'unreadable') {
      left.push(`s3://${Bucket}/${Key} names the person and is no list of records: look at it, then delete it`);
      return;
    }
    // What somebody replayed meanwhile must not come back.
    if (outcome === 'delete') await s3.send(new DeleteObjectCommand({Bucket, Key, IfMatch: ETag}));
    else await s3.send(new PutObjectCommand({Bucket, Key, Body: outcome.text, ContentType, IfMatch: ETag}));
    if (outcome === 'delete') deleted += 1;
    else rewritten += 1;
  };
  await atOnce(keys, {limit: objectsAtOnce}, async (key) => {
    await eraseFrom(key).catch((error: Error) => {
      // It was replayed between the list and the look.
      if (error.name !== 'NoSuchKey') left.push(`s3://${Bucket}/${key} could not be looked through: ${explain(error)}`);
    });
    searched += 1;
    told(searched);
  });
  return {searched, deleted, rewritten, left};
};
