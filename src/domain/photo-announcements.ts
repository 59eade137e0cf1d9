// What follows when a run says that a photo changed. Only when it is done the record is at rest: until then the sweep comes back to it.
import {tidiedAt} from './photo-runs.ts';
import type {PhotoRecord, PhotoTable} from './photos.ts';
import {renderPhotoPages, type Site} from './rendering.ts';
import type {PhotoId} from './slugs.ts';

/** The record of a ready photo whose pages show it; what is superseded stays for pages that are kept somewhere. */
export const atRest = ({unannounced, remaking, attempts, dueAt, ...record}: PhotoRecord, now: Date): PhotoRecord =>
  record.superseded ? {...record, dueAt: tidiedAt(now)} : record;

/** A deleted photo rests once it was removed after the time at which nothing could write any more. */
const settled = (record: PhotoRecord | undefined, now: Date): PhotoRecord | undefined => {
  if (record?.status === 'ready' && record.unannounced && !record.remaking) return atRest(record, now);
  if (record?.status !== 'deleted' || record.dueAt === undefined || record.dueAt > now.toISOString()) return undefined;
  const {dueAt: _, ...rest} = record;
  return rest;
};

/** Brings the pages and the edge in line with the photo, and says so in its record, unless that changed meanwhile: then this comes again. */
export const followPhoto = async (
  {site, photos}: {readonly site: Site; readonly photos: Pick<PhotoTable, 'readRecord' | 'replace'>},
  id: PhotoId,
  now: Date,
): Promise<void> => {
  const record = await photos.readRecord(id);
  await renderPhotoPages(site, id, now);
  const after = settled(record, now);
  if (record && after)
    await photos.replace(record, {...after, version: record.version + 1, updatedAt: now.toISOString()});
};
