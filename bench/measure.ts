// A whole process from outside: Node itself cannot say what its children used.

import {spawn} from 'node:child_process';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {inRoot} from '../local/places.ts';
import {UserError} from '../operate/user-error.ts';

const python = inRoot('.venv', 'bin', 'python');
const wrapper = inRoot('bench', 'measure.py');
const shownLines = 15;

export type Command = {
  readonly words: readonly string[];
  readonly cwd: string;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
};

export type Figures = {
  readonly wallMs: number;
  /** User and system time of the process tree. */
  readonly cpuMs: number;
  /** Resident memory of the largest single process of the tree, at its peak. */
  readonly peakMib: number;
};

const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-shownLines).join('\n');

/** @throws UserError with the end of its output, if the command cannot be started or fails. */
export const measure = async ({words, cwd, env}: Command): Promise<Figures & {readonly stdout: string}> => {
  const child = spawn(python, [wrapper, ...words], {
    cwd,
    env: {...process.env, ...env},
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', ({message}) => resolve(message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  const [stdout, stderr, figures, end] = await Promise.all([
    text(child.stdio[1] as Readable),
    text(child.stdio[2] as Readable),
    text(child.stdio[3] as Readable),
    ended,
  ]);

  if (end !== 0) {
    throw new UserError(
      `expected '${words.join(' ')}' in ${cwd} to succeed, got ${end}:\n${lastLines(stderr || stdout)}`,
    );
  }

  return {...(JSON.parse(figures) as Figures), stdout};
};
