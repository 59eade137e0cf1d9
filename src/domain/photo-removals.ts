import type {PhotoFiles} from './photo-files.ts';
import type {PhotoTable} from './photos.ts';
import type {PhotoId} from './slugs.ts';

type Stores = {
  readonly photos: Pick<PhotoTable, 'readRecord' | 'replace'>;
  readonly files: Pick<PhotoFiles, 'listAll' | 'remove'>;
};

/**
 * Removes every file of a deleted photo, also what a run wrote after the deletion. Doing it again does no harm. `now` must be a moment before:
 * if the record was due by then, nothing can write any more, and this removal was the last one.
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
  if (record.dueAt !== undefined && record.dueAt <= now.toISOString())
    await photos.replace(record, {...record, removed: true, version: record.version + 1, updatedAt: now.toISOString()});
  return {photoId: id};
};
