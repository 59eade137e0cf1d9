import {spawnSync} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {type LocalRun, localRunFile, readLocalRun} from '../operate/local-run.ts';
import {UserError} from '../operate/user-error.ts';
import {localFolder, root} from './places.ts';

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'}).stdout ?? '';

const write = (run: LocalRun, flag: 'w' | 'wx'): void =>
  writeFileSync(localRunFile, `${JSON.stringify(run, undefined, 2)}\n`, {flag});

/** An engine that outlived a killed run: ended only if the process is still the one out of this folder's .venv. */
const endLeftEngine = ({enginePid}: LocalRun): void => {
  if (enginePid && commandOf(enginePid).includes(`${root}/.venv/`)) process.kill(-enginePid, 'SIGKILL');
};

/** Claims this folder for one run; throws a UserError that names the run already at work. */
export const claimRun = (siteUrl: string) => {
  mkdirSync(localFolder, {recursive: true});
  const claim: LocalRun = {pid: process.pid, siteUrl};
  try {
    write(claim, 'wx');
  } catch {
    const other = readLocalRun();
    if (other && commandOf(other.pid).includes('local/start.ts'))
      throw new UserError(
        `the blog of this folder already runs at ${other.siteUrl} (process ${other.pid}): use it, or stop it with Ctrl-C in its terminal first`,
      );
    if (other) endLeftEngine(other);
    write(claim, 'w');
  }
  return {
    tell: (more: Partial<LocalRun>) => write({...(readLocalRun() ?? claim), ...more}, 'w'),
    release: () => rmSync(localRunFile, {force: true}),
  };
};
