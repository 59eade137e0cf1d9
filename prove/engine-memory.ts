// What the engine and its functions hold in memory, as Linux tells it.

import {readdirSync, readFileSync} from 'node:fs';

const statusOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};

const groupOf = (pid: string): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    return 0;
  }
};

/** Resident memory, in MiB, of the engine itself and of each process that it started; nothing where there is no /proc. */
export const groupMemory = (pid: number): {readonly leaderMib: number; readonly othersMib: readonly number[]} => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && groupOf(name) === pid);
  const mib = (each: string): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(statusOf(each))?.[1] ?? 0) / 1024;
  return {leaderMib: mib(String(pid)), othersMib: pids.filter((each) => Number(each) !== pid).map(mib)};
};
