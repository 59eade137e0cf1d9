import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {inLocal, localFolder, root} from './places.ts';
import {UserError} from './user-error.ts';

/** What `npm start` says of itself while it runs; `npm run runs` reads it to find this blog. */
export type RunFile = {
  readonly pid: number;
  readonly siteUrl: string;
  readonly enginePid?: number;
  readonly endpoint?: string;
  readonly region?: string;
  readonly stackName?: string;
  readonly stateMachineArn?: string;
};

const runFile = inLocal('run.json');

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'}).stdout ?? '';

const read = (): RunFile | undefined => {
  try {
    return JSON.parse(readFileSync(runFile, 'utf8'));
  } catch {
    return undefined;
  }
};

const write = (run: RunFile, flag: 'w' | 'wx'): void =>
  writeFileSync(runFile, `${JSON.stringify(run, undefined, 2)}\n`, {flag});

/** An engine that outlived a killed run: ended only if the process is still the one out of this folder's .venv. */
const endLeftEngine = ({enginePid}: RunFile): void => {
  if (enginePid && commandOf(enginePid).includes(`${root}/.venv/`)) process.kill(-enginePid, 'SIGKILL');
};

/** Claims this folder for one run; throws a UserError that names the run already at work. */
export const claimRun = (siteUrl: string) => {
  mkdirSync(localFolder, {recursive: true});
  const claim: RunFile = {pid: process.pid, siteUrl};
  try {
    write(claim, 'wx');
  } catch {
    const other = read();
    if (other && commandOf(other.pid).includes('local/start.ts'))
      throw new UserError(
        `the blog of this folder already runs at ${other.siteUrl} (process ${other.pid}): use it, or stop it with Ctrl-C in its terminal first`,
      );
    if (other) endLeftEngine(other);
    write(claim, 'w');
  }
  return {
    tell: (more: Partial<RunFile>) => write({...(read() ?? claim), ...more}, 'w'),
    release: () => rmSync(runFile, {force: true}),
  };
};
