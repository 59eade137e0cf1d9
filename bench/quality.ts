// `npm run bench:quality`: that one decoding for all sizes costs no quality.

import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inLocal} from '../local/places.ts';
import {sharp} from '../src/adapters/sharp.ts';
import {thumbnailer} from '../src/adapters/thumbnailer.ts';
import {widestStep} from '../src/domain/ladder.ts';
import {type Figure, type Row, runFigure} from './figure.ts';
import {jpegLadder} from './ladders.ts';
import {type BenchPhoto, judgedPhotos, stepsFor} from './photos.ts';
import {type Spread, shown, spread, table} from './ratios.ts';
import {independent, onceDecoded, reference, sizeOf} from './resized-pixels.ts';
import {installSsimulacra2, type Pair, scores} from './ssimulacra2.ts';

/** A photo no wider than the ladder scores 100 everywhere: its one decoding is the whole picture. */
const goals = {least: 90, median: 94};

type Score = {readonly photo: string; readonly widthPx: number; readonly ours: number; readonly theirs: number};

/** @throws if the judge does not say what is known of a pair: equal pixels, and a JPEG that is visibly bad. */
const checkJudge = async (folder: string, png: Uint8Array): Promise<void> => {
  const [clear, bad] = [join(folder, 'clear.png'), join(folder, 'bad.png')];

  writeFileSync(clear, png);
  writeFileSync(
    bad,
    await sharp(await sharp(png).jpeg({quality: 10}).toBuffer())
      .png()
      .toBuffer(),
  );

  const [equal = 0, worse = 100] = await scores([
    [clear, clear],
    [clear, bad],
  ]);

  if (equal !== 100 || worse > 50) {
    throw new Error(
      `expected a judge that gives equal pictures 100 and a JPEG of quality 10 below 50, got ${equal}, ${worse}`,
    );
  }
};

const scorePhoto = async (folder: string, photo: BenchPhoto): Promise<readonly Score[]> => {
  const file = readFileSync(photo.path);
  const steps = (await stepsFor(photo, jpegLadder)).filter(({format, crop}) => format === 'jpeg' && !crop);
  const pixels = await thumbnailer.decode(file, widestStep(steps));

  if (!pixels) {
    throw new Error(`expected a photo that can be decoded, got ${photo.path}`);
  }

  const write = (name: string, png: Uint8Array): string => {
    const path = join(folder, `${name}.png`);

    writeFileSync(path, png);

    return path;
  };
  const pairs: Pair[] = [];

  for (const step of steps) {
    const theirs = await independent(file, step);

    pairs.push(
      [
        write(`${step.widthPx}-reference`, await reference(file, step)),
        write(`${step.widthPx}-once`, await onceDecoded(pixels, step)),
      ],
      [
        write(`${step.widthPx}-their-reference`, await reference(file, await sizeOf(theirs))),
        write(`${step.widthPx}-independent`, theirs),
      ],
    );
  }

  const found = await scores(pairs);

  return steps.map(({widthPx}, i) => ({
    photo: photo.name,
    widthPx,
    ours: found[i * 2] ?? Number.NaN,
    theirs: found[i * 2 + 1] ?? Number.NaN,
  }));
};

const shownScores = (of: Spread): string => `${of.median.toFixed(1)}, at least ${of.min.toFixed(1)}`;

const measureQuality = async (): Promise<readonly Row[]> => {
  await installSsimulacra2();
  mkdirSync(inLocal('bench'), {recursive: true});

  const folder = mkdtempSync(inLocal('bench', 'quality-'));
  const {photos, which} = judgedPhotos();
  const all: Score[] = [];

  try {
    const first = photos[0];

    if (first === undefined) {
      throw new Error('expected photos to judge, got none');
    }

    await checkJudge(folder, await reference(readFileSync(first.path), {widthPx: 640, heightPx: 480}));

    for (const photo of photos) {
      console.error(`  ${photo.name} …`);
      all.push(...(await scorePhoto(folder, photo)));
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }

  console.log(
    table([
      ['', 'width', 'one decoding', 'a task each'],
      ...all.map(({photo, widthPx, ours, theirs}) => [photo, `${widthPx}`, ours.toFixed(1), theirs.toFixed(1)]),
    ]),
  );

  const [ours, theirs] = [spread(all.map((score) => score.ours)), spread(all.map((score) => score.theirs))];

  console.log(`\nmedian (min…max): one decoding ${shown(ours, 1)}, a task each ${shown(theirs, 1)}`);

  return [
    {
      what: `likeness (SSIMULACRA2) of every size to the whole picture reduced once (${which})`,
      measured: shownScores(ours),
      goal: {
        text: `median at least ${goals.median}, none below ${goals.least}`,
        reached: ours.median >= goals.median && ours.min >= goals.least,
      },
    },
    {what: '– of the same sizes by one sharp task each', measured: shownScores(theirs)},
  ];
};

export const quality: Figure = {
  script: 'bench:quality',
  about:
    'Judges the pixels of every size, by the product and by one sharp task each, against the whole picture reduced once.',
  measure: measureQuality,
};

if (import.meta.main) {
  await runFigure(quality);
}
