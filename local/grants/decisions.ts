import {readFileSync, statSync} from 'node:fs';
import {until} from '../until.ts';
import type {Decision} from './compare.ts';

/** A line a decision, as record.py writes them. */
export const parseDecisions = (text: string): readonly Decision[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Decision);

const quietMs = 2000;

/** Everything that was decided, once nobody has asked for a while: streams and queues go on working after an answer. */
export const readDecisions = async (file: string): Promise<readonly Decision[]> => {
  await until('the functions to come to rest', async () => Date.now() - statSync(file).mtimeMs > quietMs || undefined, {
    seconds: 60,
    everyMs: 200,
  });
  return parseDecisions(readFileSync(file, 'utf8'));
};
