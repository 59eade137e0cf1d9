// The end of a run: streams and queues go on working after the last answer.
import {statSync} from 'node:fs';
import type {Blog} from '../../local/blog.ts';
import {until} from '../../local/until.ts';

const quietMs = 3000;

/** The engine writes a line for whatever a function does. */
export const untilQuiet = async ({engine: {logFile}}: Blog): Promise<void> => {
  if (logFile === undefined) return;
  await until(
    'the functions to come to rest',
    async () => Date.now() - statSync(logFile).mtimeMs > quietMs || undefined,
    {
      seconds: 120,
      everyMs: 200,
    },
  );
};
