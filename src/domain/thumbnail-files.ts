import {createHash} from 'node:crypto';
import type {Step} from './ladder.ts';
import type {PhotoRecord, Thumbnail, ThumbnailVersion} from './photos.ts';
import type {PhotoId} from './slugs.ts';

/** A thumbnail that is not stored yet. */
export type NewThumbnail = Omit<Thumbnail, 'versionId'>;

export type MadeThumbnail = {readonly thumbnail: NewThumbnail; readonly file: Uint8Array};

export type ThumbnailBucket = {
  /** Answers the version that the object has become. */
  put(thumbnail: NewThumbnail, file: Uint8Array): Promise<string>;
};

const extensions: Record<Thumbnail['format'], string> = {avif: 'avif', jpeg: 'jpg', webp: 'webp'};

/** SHA-256 in hex. */
export const hashOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

/** Named after its content: the same bytes have the same name, and a name never gets other bytes. */
export const describeThumbnail = (photo: PhotoId, step: Step, file: Uint8Array): NewThumbnail => {
  const name = `${hashOf(file).slice(0, 16)}-${step.widthPx}.${extensions[step.format]}`;
  return {...step, bytes: file.byteLength, key: `photos/${photo}/${name}`};
};

/** Each name is put once, and not at all if it is among `stored`. */
export const storeThumbnails = (
  bucket: ThumbnailBucket,
  made: readonly MadeThumbnail[],
  stored: readonly Thumbnail[],
): Promise<Thumbnail[]> => {
  const versions = new Map(stored.map(({key, versionId}) => [key, Promise.resolve(versionId)]));
  return Promise.all(
    made.map(async ({thumbnail, file}) => {
      const version = versions.get(thumbnail.key) ?? bucket.put(thumbnail, file);
      versions.set(thumbnail.key, version);
      return {...thumbnail, versionId: await version};
    }),
  );
};

const nameOf = ({key, versionId}: ThumbnailVersion): string => `${versionId} ${key}`;

/** The versions of the record that its new thumbnails do without. */
export const supersededBy = (
  thumbnails: readonly Thumbnail[],
  {superseded = [], thumbnails: earlier}: Pick<PhotoRecord, 'superseded' | 'thumbnails'>,
): readonly ThumbnailVersion[] => {
  const inUse = new Set(thumbnails.map(nameOf));
  const versions = [...superseded, ...earlier].map(({key, versionId}) => ({key, versionId}));
  return [...new Map(versions.map((version) => [nameOf(version), version])).values()].filter(
    (version) => !inUse.has(nameOf(version)),
  );
};
