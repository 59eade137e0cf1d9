import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {type LocalRun, localRunFile, readLocalRun} from '../operate/local-run.ts';
import {UserError} from '../operate/user-error.ts';
import {commandOf} from './left-engines.ts';
import {localFolder} from './places.ts';

const write = (run: LocalRun, flag: 'w' | 'wx'): void =>
  writeFileSync(localRunFile, `${JSON.stringify(run, undefined, 2)}\n`, {flag});

/** Claims this folder for one run; throws a UserError that names the run already at work. */
export const claimRun = (siteUrl: string) => {
  mkdirSync(localFolder, {recursive: true});
  let run: LocalRun = {pid: process.pid, siteUrl};
  try {
    write(run, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = readLocalRun();
    if (other && commandOf(other.pid).includes('local/start.ts'))
      throw new UserError(
        `the blog of this folder already runs at ${other.siteUrl} (process ${other.pid}): use it, or stop it with Ctrl-C in its terminal first`,
      );
    write(run, 'w');
  }
  return {
    tell: (more: Partial<LocalRun>) => {
      run = {...run, ...more};
      write(run, 'w');
    },
    release: () => rmSync(localRunFile, {force: true}),
  };
};
