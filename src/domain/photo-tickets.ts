// An upload ticket: the right to put one photo, of one type, into the uploads bucket.
import * as z from 'zod/mini';
import {BlogError} from './errors.ts';
import {expected, shown} from './expected.ts';
import {maxUploadBytes} from './originals.ts';
import type {Photo, PhotoTable} from './photos.ts';
import type {PhotoId} from './slugs.ts';
import {line} from './texts.ts';

const ticketSeconds = 300;
const waitingMilliseconds = 7 * 24 * 3600 * 1000;

const stillTypes = `'image/jpeg', 'image/png' or 'image/webp'`;

const contentType = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif'], {
  error: ({input}) =>
    /^image\/(?:hei[cf])/i.test(String(input))
      ? 'expected a JPEG, PNG or WebP picture, got HEIC: choose the photo in a browser that converts it, or export it as JPEG'
      : `expected ${stillTypes}, got ${shown(input)}`,
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

/**
 * How the photo is sent: as a form, `fields` first and the file as the last field `file`, or as the body of a PUT. A PUT cannot be held
 * to a size, so that whoever reads the upload must look at it first.
 */
export type UploadRequest =
  | {readonly method: 'POST'; readonly url: string; readonly fields: Readonly<Record<string, string>>}
  /** `url` is relative to the site. */
  | {readonly method: 'PUT'; readonly url: string; readonly headers: Readonly<Record<string, string>>};

export type Uploads = {
  /** Signs the upload of one photo of this type, and of at most this many bytes where that can be signed. */
  sign(upload: {
    readonly id: PhotoId;
    readonly contentType: string;
    readonly maxBytes: number;
    readonly expiresInSeconds: number;
    readonly now: Date;
  }): Promise<UploadRequest>;
};

const refuseGif = (): never => {
  const detail = `expected ${stillTypes}, got 'image/gif': export a frame of it as PNG`;
  throw new BlogError('invalid-request', `${detail}, at body.contentType`, {
    breaches: [{at: 'body.contentType', detail}],
  });
};

/** The record waits for the upload, and is forgotten if none comes. `animated` is whether the blog takes what moves. */
export const createPhoto = async (
  {photos, uploads}: {readonly photos: Pick<PhotoTable, 'create'>; readonly uploads: Uploads},
  {
    id,
    body,
    animated,
    now,
  }: {readonly id: PhotoId; readonly body: PhotoBody; readonly animated: boolean; readonly now: Date},
) => {
  if (body.contentType === 'image/gif' && !animated) refuseGif();
  const at = now.toISOString();
  const photo: Photo = {id, ...body, status: 'waiting', version: 1, createdAt: at, updatedAt: at, thumbnails: []};
  await photos.create(photo, new Date(now.getTime() + waitingMilliseconds));
  const upload = await uploads.sign({
    id,
    contentType: body.contentType,
    maxBytes: maxUploadBytes,
    expiresInSeconds: ticketSeconds,
    now,
  });
  return {id, upload};
};
