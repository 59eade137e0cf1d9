import {photoFiles} from '../../src/adapters/photo-files.ts';
import {photoRuns} from '../../src/adapters/photo-runs.ts';
import {photoTable} from '../../src/adapters/photo-table.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import {atOnce} from '../at-once.ts';
import {awaitRun, type Waiting} from '../runs/await-run.ts';
import {type StartedRun, startedRuns} from '../runs/started-runs.ts';
import {explain} from '../sdk-errors.ts';
import {readVariables, type StackHandles} from '../stack-handles.ts';
import {findLeftPhotos, type LeftPhoto, type PhotoStores, replayPhoto} from './photo-replays.ts';
import type {Section} from './redrive-tally.ts';

/** Runs that were started for a photo and may not have ended. */
export type Begun = StartedRun[];

const runsAtOnce = 4;

/** The stores of a stack, once the process works as its sweep does. */
export const photoStores = async (stack: StackHandles) => {
  const {PHOTOS_STATE_MACHINE: stateMachineArn = '', PHOTOS_WORKFLOW} = await readVariables(
    stack,
    'SweepPhotosFunction',
  );
  const isExpress = PHOTOS_WORKFLOW === 'express';
  const runs = startedRuns({sfn: stack.sfn, stateMachineArn, isExpress, isRunning: photoRuns.isRunning});

  return {photos: photoTable, files: photoFiles, runs, isExpress};
};

/** Why the photo is not as it should be now that its run has ended; nothing if it is, or if nobody waited for it. */
const faultOf = async (waiting: Waiting, started: StartedRun): Promise<string | undefined> => {
  const end = await awaitRun(waiting, started);
  return end?.isFailure ? `photo ${started.id} failed again: ${end.reason}` : undefined;
};

/** `begun` are runs that other sections started: they are waited for here too. `isWanted` is asked about each photo. */
export const photosSection = (
  stores: PhotoStores & Waiting,
  begun: Begun,
  isWanted: (id: PhotoId) => boolean = () => true,
): Section => {
  const findAll = async () => (await findLeftPhotos(stores, new Date())).filter(({id}) => isWanted(id));

  return {
    title: 'Photos that were left behind',
    find: async () => (await findAll()).map(({id, why}) => `photo ${id}: ${why}`),
    async replay(say) {
      const left = await findAll();
      const total = left.length + begun.length;
      const faults: string[] = [];
      let replayed = 0;
      let done = 0;
      const heard = async (work: Promise<string | undefined>): Promise<boolean> => {
        const fault = await work.catch(explain);
        if (fault !== undefined) faults.push(fault);
        done += 1;
        say(`${done} of ${total}`);
        return fault === undefined;
      };
      const replayOne = async ({id}: LeftPhoto): Promise<string | undefined> => {
        const {started, lost} = await replayPhoto(stores, id, new Date());
        if (lost !== undefined) return `photo ${id}: ${lost}`;
        return started && faultOf(stores, started);
      };
      // Whoever began them has counted them.
      await atOnce(begun.splice(0), {limit: runsAtOnce}, async (one) => void (await heard(faultOf(stores, one))));
      await atOnce(left, {limit: runsAtOnce}, async (one) => {
        if (await heard(replayOne(one))) replayed += 1;
      });
      return {replayed, left: faults};
    },
  };
};
