// The ways to make a photo's thumbnails that are measured, each as the processor time it takes, in milliseconds.

import {tmpdir} from 'node:os';
import {imageEnv} from '../generator/env.ts';
import type {Step} from '../src/domain/ladder.ts';
import {bundleSide} from './bundle-side.ts';
import {type Command, measure} from './measure.ts';
import type {BenchPhoto} from './photos.ts';
import type {Counted} from './sides/counted.ts';

/** Which work: a photo, and what is made of it. */
export type Work = {readonly photo: BenchPhoto; readonly steps: readonly Step[]};

export type CpuMs = (work: Work) => Promise<number>;

const node = (program: string, ...words: string[]): Command => ({
  words: [process.execPath, program, ...words],
  cwd: tmpdir(),
  env: imageEnv,
});

/** Of whole processes, start and import of sharp included. */
const cpuOf = async (commands: readonly Command[]): Promise<number> => {
  let sum = 0;

  for (const command of commands) {
    sum += (await measure(command)).cpuMs;
  }

  return sum;
};

/** Of the work alone, in a process that has done it once before. */
const cpuOfWork = async (command: Command): Promise<number> =>
  (JSON.parse((await measure(command)).stdout) as Counted).cpuMs;

const [once, apart, defaults] = [bundleSide('once'), bundleSide('apart'), bundleSide('defaults')];

/** One process for the photo. */
export const onceProcess: CpuMs = async ({photo, steps}) =>
  cpuOf([node(await once, photo.path, JSON.stringify(steps), '1')]);

/** A process for each step. */
export const apartProcesses: CpuMs = async ({photo, steps}) => {
  const program = await apart;

  return cpuOf(steps.map((step) => node(program, photo.path, JSON.stringify([step]), '1')));
};

export const onceWork: CpuMs = async ({photo, steps}) =>
  cpuOfWork(node(await once, photo.path, JSON.stringify(steps), '2'));

export const apartWork: CpuMs = async ({photo, steps}) =>
  cpuOfWork(node(await apart, photo.path, JSON.stringify(steps), '2'));

/** A process for each width of the ladder in each of three formats, nothing set. */
export const defaultProcesses: CpuMs = async ({photo, steps}) => {
  const program = await defaults;
  const widths = new Set(steps.filter(({crop}) => !crop).map(({widthPx}) => String(widthPx)));

  return cpuOf(
    [...widths].flatMap((width) => ['jpeg', 'webp', 'avif'].map((format) => node(program, photo.path, width, format))),
  );
};
