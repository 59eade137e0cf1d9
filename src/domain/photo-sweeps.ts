// Nothing stays stuck: what a lost event, a killed run or a crashed function left behind is started again, or gets its reason.
import {inParallel} from './in-parallel.ts';
import type {PhotoFiles, WaitingUpload} from './photo-files.ts';
import {replaced, uploadGone} from './photo-refusals.ts';
import {lookedAfterAt, neverLookedAfter, type PhotoRuns, undisturbedAt} from './photo-runs.ts';
import type {PhotoRecord, PhotoStatus, PhotoTable} from './photos.ts';

type Stores = {
  readonly photos: Pick<PhotoTable, 'listDue' | 'readMany' | 'readRecord' | 'replace'>;
  readonly files: Omit<PhotoFiles, 'listAll'>;
  readonly runs: PhotoRuns;
};

/** More would mean that the photo, or the blog, brings every run to its end. */
const maxRuns = 3;
const photosAtOnce = 4;

/** An upload's event is here within seconds; one that is this old was lost. */
const lostMilliseconds = 10 * 60 * 1000;

/** Uploads stay for seven days and a little; their records, which may have ended, for seven. */
const forgottenMilliseconds = 6 * 24 * 3600 * 1000;

/** What the sweep did about one photo. */
type Deed = 'started' | 'closed' | 'tidied' | 'left';

/** What its runs may have written is removed once nothing writes any more. */
const close = async (
  stores: Stores,
  record: PhotoRecord,
  now: Date,
  outcome: {readonly status: 'rejected' | 'failed'; readonly reason: string},
): Promise<Deed> => {
  await stores.photos.replace(record, {...record, ...outcome, dueAt: undisturbedAt(now)}, now);
  return 'closed';
};

/** A photo that was never ready: its upload is run again, if it is still the one that was claimed. */
const sweepProcessing = async (stores: Stores, record: PhotoRecord, now: Date): Promise<Deed> => {
  if ((record.attempts ?? 0) >= maxRuns)
    return close(stores, record, now, {
      status: 'failed',
      reason: `the blog began this photo ${maxRuns} times and never came to an end; the last run was ${record.run}`,
    });
  const object = await stores.files.readUpload(record.id);
  if (!object) return close(stores, record, now, {status: 'rejected', reason: uploadGone().reason});
  if (object.etag !== record.etag) return close(stores, record, now, {status: 'rejected', reason: replaced().reason});
  await stores.runs.start({detail: {object}});
  return 'started';
};

/** Whoever starts a run that only tells counts it, since it has no record of its own. */
const tell = async (stores: Stores, before: PhotoRecord, after: PhotoRecord, now: Date): Promise<Deed> => {
  const attempts = (after.attempts ?? 0) + 1;
  const next = {...after, unannounced: true, attempts, dueAt: lookedAfterAt(now)} as const;
  if (!(await stores.photos.replace(before, next, now))) return 'left';
  await stores.runs.start({photoId: before.id, announce: true});
  return 'started';
};

/**
 * A ready photo that cannot be made anew goes on being shown as it is, with what its author said of it since. Whose pages could not be told
 * keeps what they show, until its owner comes.
 */
const sweepUnfinished = async (stores: Stores, record: PhotoRecord, now: Date): Promise<Deed> => {
  const {remaking, attempts = 0, ...rest} = record;
  const isHopeless = attempts >= maxRuns;
  if (remaking && isHopeless) return tell(stores, record, rest, now);
  if (remaking) {
    await stores.runs.start({photoId: record.id});
    return 'started';
  }
  if (!isHopeless) return tell(stores, record, record, now);
  await stores.photos.replace(record, {...record, dueAt: neverLookedAfter}, now);
  return 'closed';
};

const tidy = async (stores: Stores, record: PhotoRecord, now: Date): Promise<Deed> => {
  const {superseded = [], dueAt, ...rest} = record;
  await stores.files.remove(superseded.map((version) => ({bucket: 'thumbnails', ...version})));
  await stores.photos.replace(record, rest, now);
  return 'tidied';
};

/**
 * Removes what runs made of a photo that did not become ready. Its record is looked at again after the files were listed: if it is still the
 * same, no run had begun until then, and what a later one writes is another version.
 */
const clear = async (stores: Stores, record: PhotoRecord, now: Date): Promise<Deed> => {
  const made = await stores.files.listMade(record.id);
  if ((await stores.photos.readRecord(record.id))?.version !== record.version) return 'left';
  await stores.files.remove(made);
  const {dueAt, ...rest} = record;
  await stores.photos.replace(record, rest, now);
  return 'tidied';
};

const isRunning = async (stores: Stores, {run}: PhotoRecord): Promise<boolean> =>
  run !== undefined && (await stores.runs.isRunning(run));

const sweepReady = async (stores: Stores, record: PhotoRecord, now: Date): Promise<Deed> => {
  if (!record.remaking && !record.unannounced) return tidy(stores, record, now);
  return (await isRunning(stores, record)) ? 'left' : sweepUnfinished(stores, record, now);
};

const sweeps: Record<PhotoStatus, (stores: Stores, record: PhotoRecord, now: Date) => Promise<Deed>> = {
  // Nothing was claimed yet; its upload is found among the uploads.
  waiting: async () => 'left',
  processing: async (stores, record, now) =>
    (await isRunning(stores, record)) ? 'left' : sweepProcessing(stores, record, now),
  ready: sweepReady,
  rejected: clear,
  failed: clear,
  deleted: async (stores, {id}) => {
    await stores.runs.start({photoId: id});
    return 'started';
  },
};

const findLost = async (stores: Stores, now: Date): Promise<readonly WaitingUpload[]> => {
  const old = (await stores.files.listUploads()).filter(({uploadedAt}) => {
    const age = now.getTime() - uploadedAt.getTime();
    return age > lostMilliseconds && age < forgottenMilliseconds;
  });
  const photos = await stores.photos.readMany(old.map(({id}) => id));
  return old.filter(({id}) => (photos.get(id)?.status ?? 'waiting') === 'waiting');
};

/** Answers how many photos of each kind there were; a photo that fails does not keep the others, and then this throws at the end. */
export const sweepPhotos = async (stores: Stores, now: Date): Promise<Readonly<Record<Deed, number>>> => {
  const counts = {started: 0, closed: 0, tidied: 0, left: 0};
  const errors: unknown[] = [];
  const counted = async (deed: Promise<Deed>): Promise<void> => {
    try {
      counts[await deed] += 1;
    } catch (error) {
      errors.push(error);
    }
  };
  await inParallel(await stores.photos.listDue(now), photosAtOnce, (record) =>
    counted(sweeps[record.status](stores, record, now)),
  );
  await inParallel(await findLost(stores, now), photosAtOnce, ({object}) =>
    counted(stores.runs.start({detail: {object}}).then(() => 'started' as const)),
  );
  if (errors.length > 0) throw new AggregateError(errors, `expected to sweep every photo, failed at ${errors.length}`);
  return counts;
};
