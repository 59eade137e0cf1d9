import {Script} from 'node:vm';
import type {WithinTime} from '../domain/post-changes.ts';

const run = new Script('act()');

const isTimeout = (error: unknown): boolean =>
  (error as {code?: unknown} | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** Stops even a regular expression. What `act` was changing is left half changed, so it must change nothing that lives on. */
export const withinTime: WithinTime = <Result>(maxMilliseconds: number, act: () => Result): Result | undefined => {
  try {
    return run.runInNewContext({act}, {timeout: maxMilliseconds});
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  }
};
