// Which photos were made by another ladder than the one that is deployed, and how one is made anew. What is left to do is in the
// records alone, so that it can be ended at any time and begun again.
import type {PhotoTable} from '../../src/domain/photos.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import {endOfTime, everyPhoto} from '../every-photo.ts';
import {awaitRun, type Waiting} from '../runs/await-run.ts';
import type {StartedRuns} from '../runs/started-runs.ts';
import {UserError} from '../user-error.ts';

export type RemakeStores = Waiting & {
  readonly photos: Pick<PhotoTable, 'list' | 'listDue' | 'readRecord'>;
  readonly runs: Pick<StartedRuns, 'start' | 'endOf' | 'isUnderWay'>;
};

export type Outdated = {
  /** Of photos that are ready. */
  readonly total: number;
  /** Newest first. */
  readonly ids: readonly PhotoId[];
};

/** `digest` is that of the deployed ladder. */
export const findOutdated = async ({photos}: Pick<RemakeStores, 'photos'>, digest: string): Promise<Outdated> => {
  const remaking = (await photos.listDue(endOfTime)).filter(({status, remaking}) => status === 'ready' && remaking);
  const wanted = new Set(remaking.map(({id}) => id));
  let total = 0;
  for await (const {id, status, ladder} of everyPhoto(photos)) {
    if (status !== 'ready') continue;
    total += 1;
    if (ladder !== digest) wanted.add(id);
  }
  return {total, ids: [...wanted].sort().reverse()};
};

/** `left` says why the photo is as it was, `interrupted` that nobody waited for its run. */
export type Remade = 'made' | 'interrupted' | {readonly left: string};

/** Another run may take the photo meanwhile, for its focal point moved; this often. */
const maxAttempts = 4;

/**
 * Starts a run for the photo, unless one has it already, and waits until its record refers to thumbnails of this ladder. A photo that
 * was deleted meanwhile counts as made. Throws a UserError if runs make another ladder than `digest`.
 */
export const remakePhoto = async (stores: RemakeStores, id: PhotoId, digest: string): Promise<Remade> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const record = await stores.photos.readRecord(id);
    if (record?.status !== 'ready' || (record.ladder === digest && !record.remaking)) return 'made';
    if (attempt > 1 && !record.remaking)
      throw new UserError(
        `expected runs to make the ladder ${digest}, got ${record.ladder} at photo ${id}: the functions that are deployed are not those of this folder, so deploy first`,
      );
    const isTaken = record.remaking && record.run !== undefined && (await stores.runs.isUnderWay(record, new Date()));
    const run = isTaken && record.run ? record.run : await stores.runs.start({photoId: id});
    const end = await awaitRun(stores, {id, run, version: record.version});
    if (!end) return 'interrupted';
    if (end.isFailure) return {left: end.reason};
  }
  return {left: 'its record kept changing'};
};
