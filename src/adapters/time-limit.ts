import {Script} from 'node:vm';
import type {WithinTime} from '../domain/post-changes.ts';

const run = new Script('act()');

const isTimeout = (error: unknown): boolean =>
  (error as {code?: unknown} | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** How much longer than its processor time an act may take: others may be using the machine. */
const patience = 3.5;

/**
 * Stops even a regular expression. What `act` was changing is left half changed, so it must change nothing that lives on. Throws
 * if `act` did not get its processor time: that is no fault of whoever asked for it.
 */
export const withinTime: WithinTime = <Result>(maxMilliseconds: number, act: () => Result): Result | undefined => {
  const before = process.threadCpuUsage();
  try {
    return run.runInNewContext({act}, {timeout: maxMilliseconds * patience});
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const {user, system} = process.threadCpuUsage(before);
    const spent = Math.round((user + system) / 1000);
    if (spent >= maxMilliseconds) return undefined;
    throw new Error(
      `expected ${maxMilliseconds} ms of processor time within ${maxMilliseconds * patience} ms, got ${spent}: the machine is busy`,
      {cause: error},
    );
  }
};
