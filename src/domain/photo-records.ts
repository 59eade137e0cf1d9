// How a photo's record goes on from what it was.
import {tidiedAt} from './photo-runs.ts';
import type {PhotoRecord} from './photos.ts';

/** `after` as it follows `before` in the table. */
export const nextVersion = (before: PhotoRecord, after: PhotoRecord, now: Date): PhotoRecord => ({
  ...after,
  version: before.version + 1,
  updatedAt: now.toISOString(),
});

/** The record of a ready photo that is left as it is; what is superseded stays for pages that are kept somewhere. */
export const atRest = ({unannounced, remaking, attempts, dueAt, ...record}: PhotoRecord, now: Date): PhotoRecord =>
  record.superseded ? {...record, dueAt: tidiedAt(now)} : record;
