// Engines that outlived the run that started them, because it was killed before it could stop them.
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inLocal, localFolder, root} from './places.ts';

const pidFile = 'engine.pid';

/** Notes whose engine works in the folder. */
export const noteEngine = (folder: string, pid: number): void => writeFileSync(join(folder, pidFile), String(pid));

export const forgetEngine = (folder: string): void => rmSync(join(folder, pidFile), {force: true});

/** How a process was called; empty if there is none. */
export const commandOf = (pid: number): string =>
  spawnSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'}).stdout ?? '';

const isAtWork = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readPid = (folder: string): number | undefined => {
  try {
    return Number(readFileSync(join(folder, pidFile), 'utf8'));
  } catch {
    return undefined;
  }
};

/** Ends what was left at work in the folder, if the process is still one out of this checkout's .venv, and removes the folder. */
export const clearFolder = (folder: string): void => {
  const pid = readPid(folder);
  if (pid && commandOf(pid).includes(`${root}/.venv/`)) process.kill(-pid, 'SIGKILL');
  // What is being killed may still write.
  rmSync(folder, {recursive: true, force: true, maxRetries: 5});
};

/** The folder of one run of a command: its process is part of the name, so that two runs do not meet. */
export const runName = (command: string, pid: number): string => `${command}-${pid}`;

/** Clears the folders of earlier runs of this command that are at work no more. */
export const clearLeftRuns = (command: string): void => {
  for (const name of readdirSync(localFolder)) {
    const pid = Number(name.slice(command.length + 1));
    if (pid > 0 && name === runName(command, pid) && !isAtWork(pid)) clearFolder(inLocal(name));
  }
};
