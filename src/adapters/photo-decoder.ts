import type {Metadata} from 'sharp';
import {samplesAPixel} from '../domain/jpeg-scans.ts';
import type {OriginalFormat, PhotoDecoder} from '../domain/originals.ts';
import {acceptGif, sharp} from './sharp.ts';

const formats: readonly string[] = ['jpeg', 'png', 'webp', 'gif'] satisfies OriginalFormat[];

const isAccepted = (format: string): format is OriginalFormat => formats.includes(format);

const bytesOf: Partial<Record<Metadata['depth'], number>> = {uchar: 1, ushort: 2};

/** Four inks need more than their coefficients; measured. */
const convertedBytes = 1;

/** What is held of every pixel: 16-bit coefficients of a progressive JPEG, an interlaced PNG, a WebP's frame (and its canvases, if it moves). */
const bytesAPixel = (file: Uint8Array, {format, isProgressive, channels, depth, pages = 1}: Metadata): number => {
  if (format === 'webp' || format === 'gif') return pages > 1 ? 14 : 4;
  if (!isProgressive) return 0;
  if (format !== 'jpeg') return channels * (bytesOf[depth] ?? 4);
  return samplesAPixel(file) * 2 + (channels === 4 ? convertedBytes : 0);
};

/** Making a picture smaller holds this many rows of it; measured. */
const heldRows = 900;

const heldBytesOf = (file: Uint8Array, metadata: Metadata): number => {
  const {width, height, channels, depth} = metadata;
  const rowBytes = width * channels * (bytesOf[depth] ?? 4);
  return width * height * bytesAPixel(file, metadata) + rowBytes * Math.min(height, heldRows);
};

const readMetadata = async (file: Uint8Array) => {
  try {
    // Reading a header allocates no pixels, and the size is wanted for the sentence that refuses it.
    return await sharp(file, {failOn: 'warning', limitInputPixels: false}).metadata();
  } catch {
    return undefined;
  }
};

export const photoDecoder = {
  readHeader: async (file, {animated}) => {
    acceptGif(animated);
    const metadata = await readMetadata(file);
    if (!metadata || !isAccepted(metadata.format)) return undefined;
    const {width, height} = metadata.autoOrient;
    // Frames can be moved, but not turned.
    const isMoving = animated && (metadata.orientation ?? 1) === 1;
    return {
      widthPx: width,
      heightPx: height,
      format: metadata.format,
      frames: isMoving ? (metadata.pages ?? 1) : 1,
      heldBytes: heldBytesOf(file, metadata),
    };
  },
} satisfies PhotoDecoder;
