import * as z from 'zod/mini';
import {countScans} from './jpeg-scans.ts';
import type {Size} from './ladder.ts';
import {type Refusal, replaced, tooLarge, tooManyPixels, tooManyScans} from './photo-refusals.ts';
import {refusalOfUnreadable} from './picture-formats.ts';
import {photoId} from './slugs.ts';

export const maxUploadBytes = 15_000_000;
export const maxPixels = 50_000_000;

/** An ordinary progressive JPEG has about ten; decoding costs time for each, however small the file. */
const maxScans = 32;

/** An upload as the workflow claimed it; `etag` is that of the claimed bytes, without quotes. */
export const upload = z.strictObject({
  photoId,
  key: z.string(),
  etag: z.string(),
  bytes: z.int().check(z.nonnegative()),
});
export type Upload = z.output<typeof upload>;

export type OriginalFormat = 'jpeg' | 'png' | 'webp';

/** What a file's header says; the size is that of the upright picture. */
export type PhotoHeader = Size & {readonly format: OriginalFormat};

export type OriginalBucket = {
  /** The claimed bytes; nothing if others have taken their place. */
  read(upload: Upload): Promise<Uint8Array | undefined>;
  /** Puts the bytes where no upload can replace them and nothing expires. */
  keep(upload: Upload, file: Uint8Array, format: OriginalFormat): Promise<void>;
};

export type PhotoDecoder = {
  /** Reads the header only; nothing if no accepted decoder knows the file. */
  readHeader(file: Uint8Array): Promise<PhotoHeader | undefined>;
};

/** Everything that can be refused without decoding a pixel, the cheapest first. */
export const validatePhoto = async (
  originals: OriginalBucket,
  decoder: PhotoDecoder,
  upload: Upload,
): Promise<PhotoHeader | Refusal> => {
  if (upload.bytes > maxUploadBytes) return tooLarge(upload.bytes, maxUploadBytes);
  const file = await originals.read(upload);
  if (!file) return replaced();
  const header = await decoder.readHeader(file);
  if (!header) return refusalOfUnreadable(file);
  const scans = header.format === 'jpeg' ? countScans(file) : 0;
  if (scans > maxScans) return tooManyScans(scans, maxScans);
  if (header.widthPx * header.heightPx > maxPixels) return tooManyPixels(header, maxPixels);
  return header;
};
