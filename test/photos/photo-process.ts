// Validation and resizing as the functions do them, in a process of its own: one that may crash, hang or grow, and is then ended.
import {type ChildProcess, fork} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {imageEnv} from '../../generator/env.ts';
import {defaultLadder, type Made, thumbnailsOf} from './thumbnails-of.ts';

/** The functions' time limit, taken as CPU: a shared machine may give a process less of it. */
const limitSeconds = 10;
const hangSeconds = 120;

/** As the functions have it. */
const env = {...process.env, ...imageEnv};

export type Outcome = {
  readonly result: Made['result'] | {readonly ended: string};
  readonly outputs: Made['outputs'];
  /** User and system, of this photo. */
  readonly cpuSeconds: number;
  /** The most that the process ever had. */
  readonly peakMb: number;
};

type Question = {readonly file: Uint8Array; readonly animated: boolean};

const self = fileURLToPath(import.meta.url);

const start = (): ChildProcess => fork(self, {serialization: 'advanced', execArgv: [], env});

/** User and system, of a running process; only Linux says. */
const cpuSecondsOf = (pid: number | undefined): number => {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return 0;
  const [, rest = ''] = readFileSync(stat, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const ask = (child: ChildProcess, question: Question): Promise<Outcome> =>
  new Promise((resolve) => {
    const began = {cpu: cpuSecondsOf(child.pid), at: process.uptime()};
    const usedSeconds = (): number => cpuSecondsOf(child.pid) - began.cpu;
    let limit: {readonly ended: string; readonly cpuSeconds: number} | undefined;
    const settle = (outcome: Outcome): void => {
      clearInterval(watch);
      child.off('message', settle).off('exit', end);
      resolve(outcome);
    };
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      const {ended, cpuSeconds} = limit ?? {ended: `with ${signal ?? code}`, cpuSeconds: 0};
      settle({result: {ended}, outputs: [], cpuSeconds, peakMb: 0});
    };
    const watch = setInterval(() => {
      const cpuSeconds = usedSeconds();
      if (cpuSeconds < limitSeconds && process.uptime() - began.at < hangSeconds) return;
      limit = {ended: 'by the time limit', cpuSeconds};
      child.kill('SIGKILL');
    }, 100);
    child.on('message', settle).on('exit', end);
    child.send(question);
  });

/** Photos one after another in one process, or in a new one if that did not live; `stop` ends it. */
export const photoProcess = () => {
  let child: ChildProcess | undefined;
  return {
    run: (file: Uint8Array, {animated = false} = {}): Promise<Outcome> => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) child = start();
      return ask(child, {file, animated});
    },
    stop: (): void => void child?.kill(),
  };
};

/** One photo in a process that nothing was done in before. */
export const runAlone = async (file: Uint8Array, options: {animated?: boolean} = {}): Promise<Outcome> => {
  const alone = photoProcess();
  try {
    return await alone.run(file, options);
  } finally {
    alone.stop();
  }
};

/** Linux says what the process itself had; elsewhere it may be what its parent had when it began. */
const peakBytes = (): number => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return (kilobytes ? Number(kilobytes) : process.resourceUsage().maxRSS) * 1024;
};

const work = async ({file, animated}: Question): Promise<Outcome> => {
  const before = process.cpuUsage();
  const made = await thumbnailsOf(file, {...defaultLadder, animated});
  const {user, system} = process.cpuUsage(before);
  return {...made, cpuSeconds: (user + system) / 1e6, peakMb: peakBytes() / 1e6};
};

if (process.argv[1] === self) {
  process.on('message', async (question: Question) => {
    const fault = (error: unknown): Outcome => ({
      result: {ended: `with ${error}`},
      outputs: [],
      cpuSeconds: 0,
      peakMb: 0,
    });
    process.send?.(await work(question).catch(fault));
  });
  process.on('disconnect', () => process.exit());
}
