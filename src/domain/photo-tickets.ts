// An upload ticket: the right to put one photo, of one type, into the uploads bucket.
import * as z from 'zod/mini';
import {expected, shown} from './expected.ts';
import {maxUploadBytes} from './originals.ts';
import type {Photo, PhotoTable} from './photos.ts';
import type {PhotoId} from './slugs.ts';
import {line} from './texts.ts';

const ticketSeconds = 300;
const waitingMilliseconds = 7 * 24 * 3600 * 1000;

const contentType = z.enum(['image/jpeg', 'image/png', 'image/webp'], {
  error: ({input}) =>
    /^image\/(?:hei[cf])/i.test(String(input))
      ? 'expected a JPEG, PNG or WebP picture, got HEIC: choose the photo in a browser that converts it, or export it as JPEG'
      : `expected 'image/jpeg', 'image/png' or 'image/webp', got ${shown(input)}`,
});

const bytes = z
  .number(expected(`a number of bytes from 1 to ${maxUploadBytes}`))
  .check(
    z.multipleOf(1, expected('a whole number of bytes')),
    z.minimum(1, expected('at least 1 byte')),
    z.maximum(maxUploadBytes, expected(`at most ${maxUploadBytes} bytes`)),
  );

/** What an author asks a ticket with. */
export const photoBody = z.strictObject(
  {contentType, bytes, alt: line('a description of what the photo shows', 500)},
  expected('an object with contentType, bytes and alt'),
);
type PhotoBody = z.output<typeof photoBody>;

/** A form to be sent by POST: `fields` first, the file as the last field `file`. */
export type UploadForm = {readonly url: string; readonly fields: Readonly<Record<string, string>>};

export type UploadBucket = {
  /** Signs a form that uploads one photo of this type and at most this many bytes. */
  sign(upload: {
    readonly id: PhotoId;
    readonly contentType: string;
    readonly maxBytes: number;
    readonly expiresInSeconds: number;
  }): Promise<UploadForm>;
};

/** The record waits for the upload, and is forgotten if none comes. */
export const createPhoto = async (
  {photos, uploads}: {readonly photos: PhotoTable; readonly uploads: UploadBucket},
  {id, body, now}: {readonly id: PhotoId; readonly body: PhotoBody; readonly now: Date},
) => {
  const at = now.toISOString();
  const photo: Photo = {id, ...body, status: 'waiting', version: 1, createdAt: at, updatedAt: at, thumbnails: []};
  await photos.create(photo, new Date(now.getTime() + waitingMilliseconds));
  const form = await uploads.sign({
    id,
    contentType: body.contentType,
    maxBytes: maxUploadBytes,
    expiresInSeconds: ticketSeconds,
  });
  return {id, upload: {method: 'POST', ...form}};
};
