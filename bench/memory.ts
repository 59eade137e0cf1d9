// `npm run bench:memory`: the most memory that one photo takes, of whatever is accepted.

import {tmpdir} from 'node:os';
import {imageEnv} from '../generator/env.ts';
import {bundleSide} from './bundle-side.ts';
import {type Figure, type Row, runFigure} from './figure.ts';
import {productLadder} from './ladders.ts';
import {madePhotos} from './made-photos.ts';
import {measure} from './measure.ts';
import {type BenchPhoto, cameraPhotos, collectionPhotos} from './photos.ts';
import {type Spread, shown, spread, table} from './ratios.ts';

const goalMib = 420;

/** A peak hardly differs from run to run; the highest counts. */
const runs = 3;

type Outcome = {readonly thumbnails: number} | {readonly refused: string};
type Peak = {readonly photo: BenchPhoto; readonly mib: Spread; readonly outcome: Outcome};

const measurePeak = async (program: string, photo: BenchPhoto): Promise<Peak> => {
  const peaks: number[] = [];
  let outcome: Outcome = {refused: 'nothing was run'};

  for (let run = 0; run < runs; run++) {
    const {peakMib, stdout} = await measure({
      words: [process.execPath, program, photo.path, JSON.stringify(productLadder)],
      cwd: tmpdir(),
      env: imageEnv,
    });

    peaks.push(peakMib);
    outcome = JSON.parse(stdout) as Outcome;
  }

  return {photo, mib: spread(peaks), outcome};
};

const said = (outcome: Outcome): string => ('refused' in outcome ? `refused: ${outcome.refused}` : 'accepted');

const measureMemory = async (): Promise<readonly Row[]> => {
  const program = await bundleSide('photo-run');
  const made = await madePhotos();
  const peaks: Peak[] = [];

  for (const photo of [...cameraPhotos(), ...collectionPhotos, ...made]) {
    console.error(`  ${photo.name}: ${runs} runs …`);
    peaks.push(await measurePeak(program, photo));
  }

  console.log(`Peak memory of the process, in MiB. ${runs} runs: median (min…max).

${table([['', 'peak', ''], ...peaks.map(({photo, mib, outcome}) => [photo.name, shown(mib, 0), said(outcome)])])}
`);

  const accepted = peaks.filter(({outcome}) => 'thumbnails' in outcome).toSorted((a, b) => b.mib.max - a.mib.max);
  const [worst] = accepted;

  if (worst === undefined) {
    throw new Error('expected some photos to be accepted, got none');
  }

  const refused = peaks.length - accepted.length;

  return [
    {
      what: `peak memory of a photo, of ${accepted.length} accepted ones of up to 50 megapixels (the most: ${worst.photo.name}; ${refused} more are refused)`,
      measured: `${worst.mib.max.toFixed(0)} MiB`,
      goal: {text: `at most ${goalMib} MiB`, reached: worst.mib.max <= goalMib},
    },
  ];
};

export const memory: Figure = {
  script: 'bench:memory',
  about:
    'Resizes photos as the Lambda function does, each in a process of its own, camera files and 50 megapixels in every form, and takes the peak.',
  measure: measureMemory,
};

if (import.meta.main) {
  await runFigure(memory);
}
