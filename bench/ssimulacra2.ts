// SSIMULACRA2, how like two pictures look: 100 is equal; from 90 on nobody tells them apart, side by side at arm's length.
// The judge is a Python package in an environment of its own; above 94 it gives up to 3 points more than the ssimulacra2 crate does, below 90
// up to 2 less. https://github.com/cloudinary/ssimulacra2

import {execFile, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {promisify} from 'node:util';
import {unlessDone} from '../audit/unless-done.ts';
import {inLocal, inRoot} from '../local/places.ts';
import {step} from '../local/step.ts';
import {UserError} from '../operate/user-error.ts';

const run = promisify(execFile);
const folder = inLocal('bench', 'ssimulacra2');
const python = join(folder, 'bin', 'python');
const requirements = inRoot('bench', 'tools', 'requirements.txt');

/** Two files of the same size in pixels. */
export type Pair = readonly [reference: string, other: string];

const install = async (): Promise<void> => {
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  await run(inRoot('.venv', 'bin', 'python'), ['-m', 'venv', folder]);
  await run(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', requirements]).catch(
    (cause: Error) => {
      throw new UserError(
        `expected pip to install the packages of ${requirements}, got: ${cause.message}\nCheck the network and run the command again.`,
        {cause},
      );
    },
  );
};

/** Installs it unless it is there. @throws UserError if pip cannot. */
export const installSsimulacra2 = async (): Promise<void> => {
  const key = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');

  await unlessDone(join(folder, '.stamp'), key, () =>
    step(`Installing SSIMULACRA2 with numpy and scipy (260 MB) into ${folder}`, install),
  );
};

/** A score for each pair. */
export const scores = async (pairs: readonly Pair[]): Promise<readonly number[]> => {
  const child = spawn(python, [inRoot('bench', 'score.py')], {stdio: ['pipe', 'pipe', 'pipe']});

  child.stdin.end(JSON.stringify(pairs));

  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const found = stdout.trim().split('\n').map(Number);

  if (found.length !== pairs.length || found.some(Number.isNaN)) {
    throw new Error(`expected ${pairs.length} scores, got ${stdout.trim() || 'none'}: ${stderr.trim()}`);
  }

  return found;
};
