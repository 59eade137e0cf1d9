import type {PhotoRecord, PhotoTable} from '../../src/domain/photos.ts';
import {isPassing} from './run-faults.ts';
import type {RunEnd, StartedRun, StartedRuns} from './started-runs.ts';

/** An Express run lasts five minutes at most, and starts within seconds. A Standard one that has ended leaves nothing to wait for. */
const longestMilliseconds = 5.5 * 60_000;

/** Of an Express run there is only what it leaves in the record, once it has written there. */
const mayHaveEnded: RunEnd = {isFailure: false, reason: ''};

export type Waiting = {
  readonly photos: Pick<PhotoTable, 'readRecord'>;
  readonly runs: Pick<StartedRuns, 'endOf'>;
  readonly isExpress: boolean;
  /** Step Functions answers some ten questions a second. */
  readonly pollMilliseconds: number;
  /** Resolves early when the signal comes. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
};

/** Nothing while the photo is not as it is to be. */
const endByRecord = (record: PhotoRecord | undefined): RunEnd | undefined => {
  if (!record || record.status === 'waiting' || record.status === 'processing' || record.remaking) return undefined;
  return {isFailure: record.status === 'failed', reason: record.reason ?? ''};
};

const unlessPassing = (error: unknown): undefined => {
  if (!isPassing(error)) throw error;
};

/**
 * How it ended with a photo for which a run was started: another run may have taken the photo from it, and is waited for then. Nothing
 * if the signal came first.
 */
export const awaitRun = async (
  {photos, runs, isExpress, pollMilliseconds, wait, signal}: Waiting,
  {id, run, version}: StartedRun,
): Promise<RunEnd | undefined> => {
  const begunAt = Date.now();
  let followed = run;
  while (!signal.aborted) {
    // A run writes its record a moment after it has begun.
    await wait(pollMilliseconds);
    const end = isExpress ? mayHaveEnded : await runs.endOf(followed).catch(unlessPassing);
    if (!end) continue;
    if (end.isFailure) return end;
    const record = await photos.readRecord(id).catch(unlessPassing);
    const settled = isExpress && record?.version === version ? undefined : endByRecord(record);
    if (settled) return settled;
    if (record?.run !== undefined && record.run !== followed) followed = record.run;
    else if (Date.now() - begunAt > longestMilliseconds)
      return {isFailure: true, reason: `its run did not finish it; see npm run runs -- --photo ${id}`};
  }
  return undefined;
};
