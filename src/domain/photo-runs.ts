// A run of the photo workflow as those see it who start one.
import type {PhotoId} from './slugs.ts';

/** An object under `uploads/` as S3's event of its upload describes it; `etag` without quotes. */
export type UploadedObject = {readonly key: string; readonly etag: string; readonly size: number};

/** The event of an upload; or a photo that is to be made anew, or was deleted, or with `announce` is only to be told of. */
export type RunInput =
  | {readonly detail: {readonly object: UploadedObject}}
  | {readonly photoId: PhotoId; readonly announce?: true};

export type PhotoRuns = {
  start(input: RunInput): Promise<void>;
  /** `run` is the name of an execution. */
  isRunning(run: string): Promise<boolean>;
};

/** A run that has not finished by then is looked after. It is longer than most runs, and than any run that nobody can ask about. */
const runMilliseconds = 10 * 60 * 1000;

/** Nothing that a run began is still under way by then: longer than any run, and than any of its functions. */
const longestRunMilliseconds = 70 * 60 * 1000;

/** Caches keep a page that shows the thumbnails of before, if they cannot ask for a newer one. */
const supersededMilliseconds = 24 * 3600 * 1000;

/** The end of time: no sweep comes to it, though whoever asks for all that is due finds it. */
export const neverLookedAfter = '9999-12-31T00:00:00.000Z';

export const lookedAfterAt = (now: Date): string => new Date(now.getTime() + runMilliseconds).toISOString();
export const undisturbedAt = (now: Date): string => new Date(now.getTime() + longestRunMilliseconds).toISOString();
export const tidiedAt = (now: Date): string => new Date(now.getTime() + supersededMilliseconds).toISOString();
