// What is known of the bench's photos: counted in a real run that is checked against the model, and measured side by side.

import {readFileSync, rmSync} from 'node:fs';
import {inLocal, inRoot, root} from '../local/places.ts';
import {UserError} from '../operate/user-error.ts';
import {differences} from './cost-check.ts';
import type {Counts, PhotoCounts} from './cost-counts.ts';
import {type Definition, type PhotoFacts, statesOnTheWay} from './cost-ways.ts';
import {productLadder} from './ladders.ts';
import {measure} from './measure.ts';
import {measureWorks} from './per-photo.ts';
import {cameraPhotos, collectionPhotos, stepsFor} from './photos.ts';
import {type Spread, spread} from './ratios.ts';
import {apartWork, onceWork, type Work} from './resize-sides.ts';

/** Where a new photo that is in order goes at each Choice. */
const turns = {NewPhoto: 'ClaimPhoto', ValidPhoto: 'ResizePhoto', ResizedPhoto: 'RecordPhoto'};

export const newPhotoStates = statesOnTheWay(
  JSON.parse(readFileSync(inRoot('statemachines', 'photos.asl.json'), 'utf8')) as Definition,
  turns,
);

const countPhotos = async (): Promise<Counts> => {
  const file = inLocal('bench', 'counts.json');

  rmSync(file, {force: true});
  await measure({words: [process.execPath, inRoot('bench', 'cost-run.ts'), file], cwd: root});

  return JSON.parse(readFileSync(file, 'utf8')) as Counts;
};

type Counted = {readonly work: Work; readonly counts: PhotoCounts};

/** @throws UserError with every difference between the run and the model. */
const pairWith = (works: readonly Work[], photos: readonly PhotoCounts[]): readonly Counted[] => {
  const states = newPhotoStates.map(({name}) => name);
  const found: string[] = [];
  const counted: Counted[] = [];

  for (const work of works) {
    const counts = photos.find(({name}) => name === work.photo.name);

    if (counts) {
      counted.push({work, counts});
      found.push(...differences(counts, {states, thumbnails: work.steps.length}));
    } else {
      found.push(`${work.photo.name}: expected a run of it, got none`);
    }
  }

  if (found.length > 0) {
    throw new UserError(['expected a real run to do what the model of its cost says', ...found].join('\n'));
  }

  return counted;
};

const factsOf = ({work, counts}: Counted, cpuMs: {readonly once: number; readonly apart: number}): PhotoFacts => ({
  thumbnails: work.steps.length,
  cpuMs: {validate: counts.billedMs.validate, ...cpuMs},
  logBytes: {
    perState: {
      standard: counts.runLog.plain / counts.states.length,
      express: counts.runLog.withData / counts.states.length,
    },
    perCall: counts.callLog / 2,
  },
  recordBytes: counts.recordBytes,
});

/**
 * By the photo's name; beside them how often the edge was purged for a photo, and what resize-photo was billed.
 *
 * @throws UserError if the run did other things than the model says.
 */
export const measureFacts = async (
  pairs: number,
): Promise<{readonly facts: ReadonlyMap<string, PhotoFacts>; readonly purges: number; readonly resizeMs: Spread}> => {
  const works = await Promise.all(
    [...cameraPhotos(), ...collectionPhotos].map(async (photo) => ({
      photo,
      steps: await stepsFor(photo, productLadder),
    })),
  );

  console.error('  a blog of its own, to count what each photo uses (half a minute) …');

  const {photos, purges} = await countPhotos();
  const facts = new Map<string, PhotoFacts>();

  for (const counted of pairWith(works, photos)) {
    const [measured] = await measureWorks({once: onceWork, apart: apartWork}, [counted.work], pairs);
    const median = (of: (round: {readonly once: number; readonly apart: number}) => number): number =>
      spread((measured?.rounds ?? []).map(of)).median;

    facts.set(
      counted.counts.name,
      factsOf(counted, {once: median(({once}) => once), apart: median(({apart}) => apart)}),
    );
  }

  return {facts, purges, resizeMs: spread(photos.map(({billedMs}) => billedMs.resize))};
};
