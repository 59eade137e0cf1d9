// What follows when a run says that a photo changed. Only when it is done the record is at rest: until then the sweep comes back to it.
import {tidiedAt} from './photo-runs.ts';
import type {PhotoRecord, PhotoTable} from './photos.ts';
import {photoApiPath, photoFilesPath} from './purges.ts';
import {renderPhotoPages, type Site} from './rendering.ts';
import type {PhotoId} from './slugs.ts';

/** The record of a ready photo that everybody knows of; what is superseded stays for pages that are kept somewhere. */
const atRest = ({unannounced, remaking, attempts, dueAt, ...record}: PhotoRecord, now: Date): PhotoRecord =>
  record.superseded ? {...record, dueAt: tidiedAt(now)} : record;

/** The record once its news has arrived; nothing if it is still to be made or removed. */
const settled = (record: PhotoRecord, now: Date): PhotoRecord | undefined => {
  if (record.status === 'ready' && record.unannounced && !record.remaking) return {...atRest(record, now), shown: true};
  if (!record.removed) return undefined;
  const {removed, settledAt, dueAt, ...rest} = record;
  return rest;
};

/** Until a photo is ready for the first time, the edge keeps nothing of it; a path that it need not forget is not paid for. */
const pathsOf = (record: PhotoRecord | undefined, id: PhotoId): readonly string[] => {
  if (!record || record.status === 'deleted') return [photoApiPath(id), photoFilesPath(id)];
  return record.shown ? [photoApiPath(id)] : [];
};

/** Brings the pages and the edge in line with the photo, and says so in its record, unless that changed meanwhile: then this comes again. */
export const followPhoto = async (
  {site, photos}: {readonly site: Site; readonly photos: Pick<PhotoTable, 'readRecord' | 'replace'>},
  id: PhotoId,
  now: Date,
): Promise<void> => {
  const record = await photos.readRecord(id);
  await renderPhotoPages(site, id, pathsOf(record, id), now);
  const after = record && settled(record, now);
  if (record && after) await photos.replace(record, after, now);
};
