import * as z from 'zod/mini';
import {countScans, isUncommonJpeg} from './jpeg-scans.ts';
import type {Ladder, Size} from './ladder.ts';
import {
  type Refusal,
  tooLarge,
  tooLong,
  tooManyFrames,
  tooManyMovingPixels,
  tooManyPixels,
  tooManyScans,
  tooMuchAtOnce,
  uncommonJpeg,
} from './photo-refusals.ts';
import {refusalOfUnreadable} from './picture-formats.ts';
import {photoId} from './slugs.ts';
import {countFrames} from './webp-frames.ts';

export const maxUploadBytes = 15_000_000;

/** Of all frames together. */
export const maxPixels = 50_000_000;

/** A column costs time for each of its rows, a row memory for each of its pixels. */
const maxSidePx = 32_767;

/** What a function has room for beside itself: a progressive JPEG of 47 megapixels, or of 50 if its colours are subsampled. */
const maxHeldBytes = 300_000_000;

/** A decoder opens a file with more of them slowly. */
const maxFrames = 1000;

/** An ordinary progressive JPEG has about ten; decoding costs time for each, however small the file. */
const maxScans = 32;

/**
 * A photo's bytes as the workflow names them. Of an upload there are `etag` (of the claimed bytes, without quotes) and `bytes`, and
 * it is read only while it has that tag; a kept original has neither, since nothing takes its place.
 */
export const upload = z
  .strictObject({
    photoId,
    key: z.string(),
    etag: z.optional(z.string()),
    bytes: z.optional(z.int().check(z.nonnegative())),
  })
  .check(
    z.refine(({key, etag, bytes}) => key.startsWith('originals/') || (etag !== undefined && bytes !== undefined), {
      error: 'expected the etag and the bytes of an upload',
    }),
  );
export type Upload = z.output<typeof upload>;

export type OriginalFormat = 'jpeg' | 'png' | 'webp' | 'gif';

/** What a file's header says; the size is that of the upright picture. */
export type PhotoHeader = Size & {
  readonly format: OriginalFormat;
  /** Those that will be shown: one, unless the ladder has moving pictures. */
  readonly frames: number;
  /** What decoding must hold at once. */
  readonly heldBytes: number;
};

export type OriginalBucket = {
  /** The claimed bytes; refused if others have taken their place, or if there are more than are accepted. */
  read(upload: Upload): Promise<Uint8Array | Refusal>;
  /** Puts the bytes where no upload can replace them and nothing expires. */
  keep(upload: Upload, file: Uint8Array, format: OriginalFormat): Promise<void>;
};

export type PhotoDecoder = {
  /** Reads the header only; nothing if no accepted decoder knows the file. GIF is accepted where pictures may move. */
  readHeader(file: Uint8Array, ladder: Pick<Ladder, 'animated'>): Promise<PhotoHeader | undefined>;
};

/** What can be refused before a pixel is decoded, the cheapest first. */
const refusalOf = (file: Uint8Array, header: PhotoHeader): Refusal | undefined => {
  if (header.format === 'jpeg' && isUncommonJpeg(file)) return uncommonJpeg();
  const scans = header.format === 'jpeg' ? countScans(file) : 0;
  if (scans > maxScans) return tooManyScans(scans, maxScans);
  const pixels = header.widthPx * header.heightPx;
  if (pixels > maxPixels) return tooManyPixels(header, maxPixels);
  if (header.frames > maxFrames) return tooManyFrames(header.frames, maxFrames);
  if (pixels * header.frames > maxPixels) return tooManyMovingPixels(header, maxPixels);
  if (Math.max(header.widthPx, header.heightPx) > maxSidePx) return tooLong(header, maxSidePx);
  if (header.heldBytes > maxHeldBytes) return tooMuchAtOnce(header, maxHeldBytes);
  return undefined;
};

/** The header of a file that is safe to decode. */
export const readSafeHeader = async (
  decoder: PhotoDecoder,
  ladder: Pick<Ladder, 'animated'>,
  file: Uint8Array,
): Promise<PhotoHeader | Refusal> => {
  const frames = countFrames(file);
  if (frames > maxFrames) return tooManyFrames(frames, maxFrames);
  const header = await decoder.readHeader(file, ladder);
  if (!header) return refusalOfUnreadable(file, ladder);
  return refusalOf(file, header) ?? header;
};

/** Everything that can be refused without decoding a pixel. */
export const validatePhoto = async (
  originals: OriginalBucket,
  decoder: PhotoDecoder,
  ladder: Pick<Ladder, 'animated'>,
  upload: Upload,
): Promise<PhotoHeader | Refusal> => {
  if (upload.bytes !== undefined && upload.bytes > maxUploadBytes) return tooLarge(upload.bytes, maxUploadBytes);
  const file = await originals.read(upload);
  return 'refused' in file ? file : readSafeHeader(decoder, ladder, file);
};
