// What is done about a photo that was left behind, so that doing it again does nothing: whoever replays it first changes its record.
import {inParallel} from '../../src/domain/in-parallel.ts';
import type {PhotoFiles} from '../../src/domain/photo-files.ts';
import {lookedAfterAt, neverLookedAfter} from '../../src/domain/photo-runs.ts';
import type {PhotoRecord, PhotoTable} from '../../src/domain/photos.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import {endOfTime, everyPhoto} from '../every-photo.ts';
import type {StartedRun, StartedRuns} from '../runs/started-runs.ts';

export type PhotoStores = {
  readonly photos: Pick<PhotoTable, 'list' | 'listDue' | 'readRecord' | 'replace'>;
  readonly files: Pick<PhotoFiles, 'readUpload'>;
  readonly runs: Pick<StartedRuns, 'start' | 'isUnderWay' | 'endOf'>;
};

/** `started` is set where a run was; `lost` says why none ever will be. */
export type Replay = {readonly started?: StartedRun; readonly lost?: string};

const nothing: Replay = {};

const gone = 'its upload is gone, since uploads are kept for 7 days: the author has to upload it again';

const replayUpload = async ({photos, files, runs}: PhotoStores, record: PhotoRecord, now: Date): Promise<Replay> => {
  const {id, run, reason, attempts, dueAt, ...rest} = record;
  const upload = await files.readUpload(id);
  if (!upload) return {lost: gone};
  const waiting = await photos.replace(record, {...rest, id, status: 'waiting'}, now);
  if (!waiting) return nothing;
  return {started: {id, run: await runs.start({detail: {object: upload}}), version: waiting.version}};
};

/** An upload may come before its record is seen: the run makes one. */
const replayUnknown = async ({files, runs}: PhotoStores, id: PhotoId): Promise<Replay> => {
  const upload = await files.readUpload(id);
  return upload ? {started: {id, run: await runs.start({detail: {object: upload}}), version: 0}} : nothing;
};

/** The news of a run are on their way for a moment after its end: they are lost if it failed, or if the sweep gave up on them. */
const isUntold = async ({runs}: PhotoStores, {unannounced, dueAt, run}: PhotoRecord): Promise<boolean> => {
  if (!unannounced) return false;
  if (dueAt === neverLookedAfter) return true;
  return run !== undefined && (await runs.endOf(run))?.isFailure === true;
};

/** Without its run nobody takes it for one that failed. The next sweep comes back to it, if nobody hears of it again. */
const replayAnnouncement = async ({photos, runs}: PhotoStores, record: PhotoRecord, now: Date): Promise<Replay> => {
  const {attempts, run, ...rest} = record;
  const told = await photos.replace(record, {...rest, dueAt: lookedAfterAt(now)}, now);
  if (!told) return nothing;
  const {id, version} = told;
  return {started: {id, run: await runs.start({photoId: id, announce: true}), version}};
};

const replayRemaking = async ({runs}: PhotoStores, {id, version}: PhotoRecord): Promise<Replay> => ({
  started: {id, run: await runs.start({photoId: id}), version},
});

/** A waiting photo is replayed where its event is known to be lost. */
export const replayPhoto = async (
  stores: PhotoStores,
  id: PhotoId,
  now: Date,
  {isEventLost = false}: {isEventLost?: boolean} = {},
): Promise<Replay> => {
  const record = await stores.photos.readRecord(id);
  if (!record) return isEventLost ? replayUnknown(stores, id) : nothing;
  const isUnderWay = () => stores.runs.isUnderWay(record, now);
  switch (record.status) {
    case 'waiting':
      return isEventLost ? replayUpload(stores, record, now) : nothing;
    case 'failed':
      return replayUpload(stores, record, now);
    case 'processing':
      return (await isUnderWay()) ? nothing : replayUpload(stores, record, now);
    case 'ready':
      if (record.remaking) return (await isUnderWay()) ? nothing : replayRemaking(stores, record);
      return (await isUntold(stores, record)) ? replayAnnouncement(stores, record, now) : nothing;
    case 'deleted':
      return isOverdue(record, now) ? replayRemaking(stores, record) : nothing;
    case 'rejected':
      return nothing;
  }
};

const isOverdue = ({dueAt}: PhotoRecord, now: Date): boolean => dueAt !== undefined && dueAt <= now.toISOString();

const readsAtOnce = 8;

export type LeftPhoto = {readonly id: PhotoId; readonly why: string};

const findFailed = async ({photos}: PhotoStores): Promise<readonly LeftPhoto[]> => {
  const found: LeftPhoto[] = [];
  for await (const {id, status, reason} of everyPhoto(photos))
    if (status === 'failed') found.push({id, why: `failed: ${reason ?? 'nobody knows why'}`});
  return found;
};

const whyDue = (record: PhotoRecord, now: Date): string | undefined => {
  if (record.status === 'processing') return `its run ${record.run} died`;
  if (record.status === 'ready' && record.remaking) return 'it was to be made anew, and was not';
  return record.status === 'deleted' && isOverdue(record, now) ? 'it was deleted, and its files not yet' : undefined;
};

/** What is due is not finished; whoever has a run under way is left to it. */
const findUnfinished = async (stores: PhotoStores, now: Date): Promise<readonly LeftPhoto[]> => {
  const {photos, runs} = stores;
  const due = await photos.listDue(endOfTime);
  const found = await inParallel(due, readsAtOnce, async (record): Promise<readonly LeftPhoto[]> => {
    if (record.status === 'ready' && !record.remaking && (await isUntold(stores, record)))
      return [{id: record.id, why: 'the pages that show it were not told'}];
    const why = whyDue(record, now);
    if (!why || (record.status !== 'deleted' && (await runs.isUnderWay(record, now)))) return [];
    return [{id: record.id, why}];
  });
  return found.flat();
};

/** Photos that nobody is at work on and that are not as they should be. */
export const findLeftPhotos = async (stores: PhotoStores, now: Date): Promise<readonly LeftPhoto[]> => [
  ...(await findFailed(stores)),
  ...(await findUnfinished(stores, now)),
];
