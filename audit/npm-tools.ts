// Packages that look at the blog and are no part of it: installed on first use, from a lock of their own.

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFile, mkdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {inRoot} from '../local/places.ts';
import {step} from '../local/step.ts';
import {UserError} from '../operate/user-error.ts';
import {unlessDone} from './unless-done.ts';

const run = promisify(execFile);

type NpmTools = {
  /** With a package.json and a package-lock.json, by its path in the project. */
  readonly from: string;
  /** Emptied first: what was made with other versions goes too. */
  readonly into: string;
  /** Which, and how large. */
  readonly what: string;
};

const npmError = (from: string, error: Error & {readonly stderr?: string}): UserError => {
  const said = error.stderr?.match(/^npm error .*/gm)?.slice(0, 3) ?? [];

  return new UserError(
    `expected npm to install the packages of ${from}, got:\n${said.join('\n') || error.message}\nCheck the network and run the command again.`,
    {cause: error},
  );
};

const install = async ({from, into}: NpmTools): Promise<void> => {
  await rm(into, {recursive: true, force: true});
  await mkdir(into, {recursive: true});

  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(inRoot(from, file), join(into, file));
  }

  // Under `npm run`, the npm that runs us.
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? (['npm', []] as const) : ([process.execPath, [npm]] as const);

  await run(command, [...first, 'ci', '--prefix', into, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: into,
  }).catch((error: Error) => {
    throw npmError(from, error);
  });
};

/** Installs them unless they are there. @returns what their lock is known by. @throws UserError if npm cannot. */
export const installNpmTools = async (tools: NpmTools): Promise<string> => {
  const lock = await readFile(inRoot(tools.from, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex');

  await unlessDone(join(tools.into, '.stamp'), key, () =>
    step(`Installing ${tools.what} into ${tools.into}`, () => install(tools)),
  );

  return key;
};
