import type {FileVersion, PhotoFiles} from '../../src/domain/photo-files.ts';
import {nextVersion} from '../../src/domain/photo-records.ts';
import type {RunInput} from '../../src/domain/photo-runs.ts';
import type {Photo, PhotoRecord, PhotoTable} from '../../src/domain/photos.ts';
import {type PhotoId, photoId} from '../../src/domain/slugs.ts';

export const anId = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
export const at = (time: string): Date => new Date(`2026-03-01T${time}.000Z`);

/** A photo's record as the workflow leaves it, but for `differences`. */
export const aRecord = (differences: Partial<PhotoRecord> = {}): PhotoRecord => ({
  id: anId,
  status: 'ready',
  alt: 'A boat',
  contentType: 'image/jpeg',
  bytes: 1000,
  version: 3,
  createdAt: at('09:00:00').toISOString(),
  updatedAt: at('09:00:10').toISOString(),
  attention: {x: 0.4, y: 0.6},
  thumbnails: [],
  ...differences,
});

/** The port's contract in memory; `replace` can be preceded by what another request does. */
export const memoryPhotos = (
  kept: readonly PhotoRecord[] = [],
  meanwhile: (photos: Map<PhotoId, PhotoRecord>) => void = () => {},
) => {
  const photos = new Map(kept.map((photo) => [photo.id, photo]));
  const table: PhotoTable = {
    read: async (id) => photos.get(id),
    readRecord: async (id) => photos.get(id),
    readMany: async (ids) =>
      new Map(ids.flatMap((id): readonly [PhotoId, Photo][] => [[id, photos.get(id)]].filter(isKept))),
    create: async (photo, expiresAt) => {
      photos.set(photo.id, {...photo, expiresAt: expiresAt.getTime() / 1000});
    },
    replace: async (before, after, now) => {
      meanwhile(photos);
      if (photos.get(before.id)?.version !== before.version) return undefined;
      const next = nextVersion(before, after, now);
      photos.set(after.id, next);
      return next;
    },
    list: async ({limit, after}) => {
      const all = [...photos.values()].filter(({status}) => status !== 'deleted');
      const rest = all.map(({id}) => id).filter((id) => after === undefined || id < after);
      const ids = rest.sort().reverse().slice(0, limit);
      const next = rest.length > limit ? ids.at(-1) : undefined;
      return {items: all.filter(({id}) => ids.includes(id)), ...(next && {next})};
    },
    listDue: async (now) => [...photos.values()].filter(({dueAt}) => dueAt !== undefined && dueAt <= now.toISOString()),
  };
  return {photos, table};
};

const isKept = (entry: (PhotoId | Photo | undefined)[]): entry is [PhotoId, Photo] => entry[1] !== undefined;

/** Runs that are only noted; `start` can fail. */
export const notedRuns = ({running = [], fails = false}: {running?: readonly string[]; fails?: boolean} = {}) => {
  const started: RunInput[] = [];
  return {
    started,
    runs: {
      start: async (input: RunInput) => {
        if (fails) throw new Error('no run today');
        started.push(input);
      },
      isRunning: async (run: string) => running.includes(run),
    },
  };
};

type Uploads = Readonly<Record<string, {readonly etag: string; readonly at: Date}>>;

/** Buckets that hold these uploads, by photo id; what is removed is noted. */
export const notedFiles = (uploads: Uploads = {}) => {
  const removed: string[] = [];
  const objectOf = (id: string, etag: string) => ({key: `uploads/${id}`, etag, size: 1000});
  const made = (id: string): FileVersion => ({bucket: 'thumbnails', key: `photos/${id}/a`, versionId: '1'});
  const files: PhotoFiles = {
    readUpload: async (id) => uploads[id] && objectOf(id, uploads[id].etag),
    listUploads: async () =>
      Object.entries(uploads).map(([id, upload]) => ({
        id: photoId.parse(id),
        object: objectOf(id, upload.etag),
        uploadedAt: upload.at,
      })),
    listMade: async (id) => [made(id)],
    listAll: async (id) => [made(id), {bucket: 'uploads', key: `uploads/${id}`, versionId: '1'}],
    remove: async (versions) => void removed.push(...versions.map(({key, versionId}) => `${key}@${versionId}`)),
  };
  return {files, removed};
};
