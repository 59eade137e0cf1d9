import type {PhotoFiles} from './photo-files.ts';
import type {PhotoRecord, PhotoTable} from './photos.ts';
import type {PhotoId} from './slugs.ts';

type Stores = {
  readonly photos: Pick<PhotoTable, 'readRecord' | 'replace'>;
  readonly files: Pick<PhotoFiles, 'listAll' | 'remove'>;
};

/** After it no upload can come any more by any ticket, and none that came is kept. */
const tombstoneSeconds = 8 * 24 * 3600;

/** What is left to do: another removal when nothing can write any more, or nothing. */
const afterRemoval = (record: PhotoRecord, now: Date): PhotoRecord =>
  record.settledAt !== undefined && record.settledAt > now.toISOString()
    ? {...record, dueAt: record.settledAt}
    : {...record, removed: true, expiresAt: Math.floor(now.getTime() / 1000) + tombstoneSeconds};

/**
 * Removes every file of a deleted photo, also what a run wrote after the deletion. Doing it again does no harm. `now` must be a moment
 * before: a removal that began when nothing could write any more was the last one.
 */
export const removePhoto = async (
  {photos, files}: Stores,
  id: PhotoId,
  now: Date,
): Promise<{readonly photoId: PhotoId}> => {
  const record = await photos.readRecord(id);
  if (record?.status !== 'deleted')
    throw new Error(`expected a deleted photo, got one that is ${record?.status ?? 'not there'}, at ${id}`);
  await files.remove(await files.listAll(id));
  await photos.replace(record, afterRemoval(record, now), now);
  return {photoId: id};
};
