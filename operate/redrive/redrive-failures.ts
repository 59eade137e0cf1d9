import {InvokeCommand} from '@aws-sdk/client-lambda';
import {DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2} from '@aws-sdk/client-s3';
import {atOnce} from '../at-once.ts';
import {explain} from '../sdk-errors.ts';
import {physicalId, type StackHandles} from '../stack-handles.ts';
import {type Failure, faultIn, parseFailure} from './failure-objects.ts';
import type {Section} from './redrive-tally.ts';

/** Lambda's own prefix, for both kinds. */
const prefix = 'aws/lambda/';

const callsAtOnce = 4;

type Stored = {readonly keys: readonly string[]; readonly failure: Failure | undefined};

/** Oldest first. */
const listKeys = async ({s3}: StackHandles, bucket: string): Promise<readonly string[]> => {
  const found: {readonly key: string; readonly at: number}[] = [];
  for await (const {Contents = []} of paginateListObjectsV2({client: s3}, {Bucket: bucket, Prefix: prefix}))
    for (const {Key = '', LastModified} of Contents) found.push({key: Key, at: Number(LastModified)});
  return found.sort((one, other) => one.at - other.at).map(({key}) => key);
};

const read = async ({s3}: StackHandles, bucket: string, key: string): Promise<Stored> => {
  const {Body} = await s3.send(new GetObjectCommand({Bucket: bucket, Key: key}));
  return {keys: [key], failure: parseFailure((await Body?.transformToString()) ?? '')};
};

/** One call of a schedule stands for all that failed. */
const merged = (stored: readonly Stored[]): readonly Stored[] => {
  const groups = Map.groupBy(stored, ({keys, failure}) => (failure?.isScheduled ? failure.functionName : keys[0]));
  return [...groups.values()].map((group) => ({
    failure: group.at(-1)?.failure,
    keys: group.flatMap(({keys}) => keys),
  }));
};

/** A call is made again with what it was given; answers why it failed again, if it did. */
export const callAgain = async (
  {lambda}: Pick<StackHandles, 'lambda'>,
  functionName: string,
  payload: string,
): Promise<string | undefined> => {
  const {FunctionError: functionError, Payload} = await lambda.send(
    new InvokeCommand({FunctionName: functionName, Payload: Buffer.from(payload)}),
  );
  return faultIn({functionError, payload: Buffer.from(Payload ?? []).toString('utf8')});
};

/**
 * The calls whose records lie in the bucket. A record stays whole until all of its call succeeded: what had succeeded before is then
 * done again, which every function of the blog is made for. `isWanted` is asked about each key.
 */
export const failuresSection = (stack: StackHandles, isWanted: (key: string) => boolean = () => true): Section => {
  const bucket = physicalId(stack, 'FailuresBucket');
  const deployed = new Set(Object.values(stack.physicalIds));
  const nameOf = new Map(Object.entries(stack.physicalIds).map(([id, name]) => [name, id]));

  const readAll = async (): Promise<readonly Stored[]> => {
    const stored: Stored[] = [];
    const keys = (await listKeys(stack, bucket)).filter(isWanted);
    await atOnce(keys, {limit: 8}, async (key) => void stored.push(await read(stack, bucket, key)));
    return merged(stored.sort((one, other) => keys.indexOf(one.keys[0] ?? '') - keys.indexOf(other.keys[0] ?? '')));
  };

  const replayOne = async ({keys, failure}: Stored): Promise<string | undefined> => {
    if (!failure) return `s3://${bucket}/${keys[0]} holds no call that Lambda recorded: look at it, then delete it`;
    const {functionName, payload} = failure;
    if (!deployed.has(functionName))
      return `s3://${bucket}/${keys[0]} is of ${functionName}, which the stack has no more`;
    const fault = await callAgain(stack, functionName, payload).catch(explain);
    if (fault !== undefined) return `${nameOf.get(functionName)} failed again, its record was kept: ${fault}`;
    for (const Key of keys) await stack.s3.send(new DeleteObjectCommand({Bucket: bucket, Key}));
    return undefined;
  };

  return {
    title: 'Calls of functions that failed',
    async find() {
      return (await readAll()).map(({keys, failure}) => {
        const name = nameOf.get(failure?.functionName ?? '') ?? failure?.functionName ?? 'no call';
        return keys.length === 1 ? `${name}: ${keys[0]}` : `${name}: ${keys.length} calls by its schedule, as one`;
      });
    },
    async replay(say) {
      const stored = await readAll();
      const left: string[] = [];
      let replayed = 0;
      let done = 0;
      await atOnce(stored, {limit: callsAtOnce}, async (one) => {
        const fault = await replayOne(one);
        if (fault === undefined) replayed += one.keys.length;
        else left.push(fault);
        done += 1;
        say(`${done} of ${stored.length}`);
      });
      return {replayed, left};
    },
  };
};
