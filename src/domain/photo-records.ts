// How a photo's record goes on from what it was.
import type {PhotoRecord} from './photos.ts';

/** `after` as it follows `before` in the table. */
export const nextVersion = (before: PhotoRecord, after: PhotoRecord, now: Date): PhotoRecord => ({
  ...after,
  version: before.version + 1,
  updatedAt: now.toISOString(),
});
