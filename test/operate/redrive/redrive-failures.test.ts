import {randomUUID} from 'node:crypto';
import {HeadObjectCommand, NotFound, PutObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {failuresSection} from '../../../operate/redrive/redrive-failures.ts';
import {physicalId} from '../../../operate/stack-handles.ts';
import {quiet, stack} from './redrivable-blog.ts';

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
  const functionArn = `arn:aws:lambda:${stack.place.region}:000000000000:function:${functionName}`;
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
