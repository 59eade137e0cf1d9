import {createHash} from 'node:crypto';
import {type Ladder, type Size, type Step, stepsOf, widestStep} from './ladder.ts';
import type {OriginalBucket, PhotoDecoder, Upload} from './originals.ts';
import {damaged, type Refusal, replaced} from './photo-refusals.ts';
import type {Thumbnail} from './photos.ts';
import type {PhotoId} from './slugs.ts';

/** Decoded pixels, upright, in sRGB, row by row, 8 bits a channel; with two or four channels the last is alpha. */
export type Pixels = Size & {readonly data: Uint8Array; readonly channels: 1 | 2 | 3 | 4};

export type Thumbnailer = {
  /** Decodes the file once, at this size; nothing if it is damaged. */
  decode(file: Uint8Array, size: Size): Promise<Pixels | undefined>;
  /** A file of the step's size and format, without any metadata. */
  encode(pixels: Pixels, step: Step): Promise<Uint8Array>;
};

export type ThumbnailBucket = {
  put(thumbnail: Thumbnail, file: Uint8Array): Promise<void>;
};

export type ResizedPhoto = Size & {readonly thumbnails: readonly Thumbnail[]};

const extensions: Record<Thumbnail['format'], string> = {avif: 'avif', jpeg: 'jpg'};

/** Named after its content: the same bytes have the same name, and a name never gets other bytes. */
export const describeThumbnail = (photo: PhotoId, step: Step, file: Uint8Array): Thumbnail => {
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  return {...step, bytes: file.byteLength, key: `photos/${photo}/${hash}-${step.widthPx}.${extensions[step.format]}`};
};

type Adapters = {
  readonly originals: OriginalBucket;
  readonly decoder: PhotoDecoder;
  readonly thumbnailer: Thumbnailer;
  readonly thumbnails: ThumbnailBucket;
};

/** Makes every step from one decoding, and keeps the original. Repeating it writes equal bytes under equal names. */
export const resizePhoto = async (
  {originals, decoder, thumbnailer, thumbnails}: Adapters,
  ladder: Ladder,
  upload: Upload,
): Promise<ResizedPhoto | Refusal> => {
  const file = await originals.read(upload);
  if (!file) return replaced();
  const header = await decoder.readHeader(file);
  if (!header) return damaged();
  const steps = stepsOf(header, ladder);
  const pixels = await thumbnailer.decode(file, widestStep(steps));
  if (!pixels) return damaged();
  const made: {readonly thumbnail: Thumbnail; readonly file: Uint8Array}[] = [];
  for (const step of steps) {
    const encoded = await thumbnailer.encode(pixels, step);
    made.push({thumbnail: describeThumbnail(upload.photoId, step, encoded), file: encoded});
  }
  await Promise.all([
    ...made.map(({thumbnail, file: encoded}) => thumbnails.put(thumbnail, encoded)),
    originals.keep(upload, file, header.format),
  ]);
  return {widthPx: header.widthPx, heightPx: header.heightPx, thumbnails: made.map(({thumbnail}) => thumbnail)};
};
