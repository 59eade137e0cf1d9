// `npm run bench:thumbnails`: a photo's whole ladder out of one decoding, against one task for each thumbnail.

import type {Step} from '../src/domain/ladder.ts';
import {type Figure, type Row, runFigure} from './figure.ts';
import {jpegLadder, productLadder} from './ladders.ts';
import {findOtherTools} from './other-tools.ts';
import {type Measured, measureWorks, overPhotos, photosTable, ratiosOf} from './per-photo.ts';
import {type BenchPhoto, cameraPhotos, collectionPhotos, judgedPhotos, stepsFor} from './photos.ts';
import {shown} from './ratios.ts';
import {
  apartProcesses,
  apartWork,
  type CpuMs,
  defaultProcesses,
  onceProcess,
  onceWork,
  type Work,
} from './resize-sides.ts';

const goals = {jpeg: 0.4, jpegWorst: 0.5, avif: 0.45, defaults: 0.06};

/** A task is a process: that is how one task for each size runs, as a function or as a command. */
const processes = {once: onceProcess, apart: apartProcesses};
/** What the tasks themselves cost, where processes are kept: a warm function. */
const work = {onceWork, apartWork};

const titles = {
  once: 'one process',
  apart: 'a process each',
  onceWork: 'one decoding, warm',
  apartWork: 'a task each, warm',
};

const against = [
  ['once', 'apart'],
  ['onceWork', 'apartWork'],
] as const;

const works = (
  photos: readonly BenchPhoto[],
  ladder: typeof productLadder,
  keep: (step: Step) => boolean,
): Promise<readonly Work[]> =>
  Promise.all(photos.map(async (photo) => ({photo, steps: (await stepsFor(photo, ladder)).filter(keep)})));

const jpegWhole = ({format, crop}: Step): boolean => format === 'jpeg' && !crop;
const still = ({animated}: Step): boolean => !animated;

/** Two digits, and the ends over the photos. */
const share = <Name extends string>(measured: Measured<Name>, ours: Name, theirs: Name): string =>
  shown(overPhotos(ratiosOf(measured, ours, theirs)), 2);

const benchJpeg = async (pairs: number): Promise<readonly Row[]> => {
  const {photos, which} = judgedPhotos();
  const tools = await findOtherTools();
  const others = Object.fromEntries(tools.map(({name, cpuMs}) => [name, cpuMs])) as Record<string, CpuMs>;

  console.error(`Five widths in JPEG, ${which}`);

  const sides: Record<string, CpuMs> = {...processes, ...work, ...others};
  const measured = await measureWorks(sides, await works(photos, jpegLadder, jpegWhole), pairs);
  const all: Record<string, string> = {...titles, ...Object.fromEntries(tools.map(({name}) => [name, name]))};
  const versus = tools.map(({name}) => ['once', name] as const);

  console.log(`Five widths in JPEG, CPU. ${pairs} pairs: median (min…max).

${photosTable<string>(measured, all, [...against, ...versus])}
`);

  const judged = overPhotos(ratiosOf(measured, 'once', 'apart'));
  const rows: Row[] = [
    {
      what: `five JPEG widths from one decoding: CPU, of one sharp process for each width (${which})`,
      measured: shown(judged, 2),
      goal: {
        text: `at most ${goals.jpeg.toFixed(2)}, no photo above ${goals.jpegWorst.toFixed(2)}`,
        reached: judged.median <= goals.jpeg && judged.max <= goals.jpegWorst,
      },
    },
    {
      what: '– the same where no side pays for starting, all being warm',
      measured: share(measured, 'onceWork', 'apartWork'),
    },
    ...versus.map(([ours, tool]) => ({
      what: `– against ${tool}, a process for each width`,
      measured: share(measured, ours, tool),
    })),
  ];

  if (cameraPhotos().length > 0) {
    const small = await works(collectionPhotos, jpegLadder, jpegWhole);
    const of = await measureWorks({...processes, ...work}, small, pairs);

    console.log(`${photosTable(of, titles, against)}\n`);
    rows.push({
      what: `– ${collectionPhotos.length} CC0 photographs of 1,024 pixels, whose ladder has four widths; warm`,
      measured: `${share(of, 'once', 'apart')}; ${share(of, 'onceWork', 'apartWork')}`,
    });
  }

  return rows;
};

const benchLadder = async (pairs: number): Promise<readonly Row[]> => {
  const {photos, which} = judgedPhotos();
  const sides = {...processes, ...work, defaults: defaultProcesses};

  console.error(`The product's ladder, and sharp's defaults in three formats (minutes a photo), ${which}`);

  const measured = await measureWorks(sides, await works(photos, productLadder, still), pairs);
  const ofDefaults = [...against, ['once', 'defaults'] as const];

  console.log(`The product's ladder, JPEG and AVIF, CPU.

${photosTable(measured, {...titles, defaults: "sharp's defaults, a process each"}, ofDefaults)}
`);

  const same = overPhotos(ratiosOf(measured, 'once', 'apart'));
  const three = overPhotos(ratiosOf(measured, 'once', 'defaults'));

  return [
    {
      what: "the blog's ladder, JPEG and AVIF: CPU, of one sharp process for each thumbnail with the same settings",
      measured: shown(same, 2),
      goal: {text: `at most ${goals.avif.toFixed(2)}`, reached: same.median <= goals.avif},
    },
    {what: '– the same where no side pays for starting', measured: share(measured, 'onceWork', 'apartWork')},
    {
      what: "– of the five widths in JPEG, WebP and AVIF with sharp's default settings",
      measured: shown(three, 3),
      goal: {text: `at most ${goals.defaults.toFixed(2)}`, reached: three.median <= goals.defaults},
    },
  ];
};

export const thumbnails: Figure = {
  script: 'bench:thumbnails',
  about:
    'Makes the thumbnails of photos out of one decoding, and with one task for each, in turn; compares the processor time.',
  measure: async (pairs) => [...(await benchJpeg(pairs)), ...(await benchLadder(pairs))],
};

if (import.meta.main) {
  await runFigure(thumbnails);
}
