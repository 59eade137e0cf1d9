// EXIF blocks, good and malicious, as the TIFF structures they are. https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf
import {segment} from './jpeg-files.ts';

/** Tag, type (2 text, 3 short, 4 long, 5 rational, 7 bytes), count, and the four bytes of its value or offset. */
export type Entry = readonly [tag: number, type: number, count: number, value: number];

export const directory = (entries: readonly Entry[], next = 0): Buffer => {
  const block = Buffer.alloc(2 + entries.length * 12 + 4);
  block.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], place) => {
    const at = 2 + place * 12;
    block.writeUInt16LE(tag, at);
    block.writeUInt16LE(type, at + 2);
    block.writeUInt32LE(count, at + 4);
    block.writeUInt32LE(value >>> 0, at + 8);
  });
  block.writeUInt32LE(next, block.byteLength - 4);
  return block;
};

const head = Buffer.from('II*\0\x08\0\0\0', 'latin1');

export const tiffOf = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat([head, ...parts]);

export const app1 = (tiff: Uint8Array): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));

const pointerToExif = 0x8769;
const pointerToGps = 0x8825;
const orientation = 0x0112;
const thumbnailAt = 0x0201;
const thumbnailBytes = 0x0202;

/** Where a reader runs in circles, far away, or out of memory. */
export const maliciousExif: Readonly<Record<string, Buffer>> = {
  'a directory that is followed by itself': tiffOf(directory([[orientation, 3, 1, 6]], 8)),
  'directories inside themselves': tiffOf(
    directory([
      [pointerToExif, 4, 1, 8],
      [pointerToGps, 4, 1, 8],
      [0xa005, 4, 1, 8],
    ]),
  ),
  'a thumbnail of 4 GB': tiffOf(
    directory([], 8 + 6),
    directory([
      [thumbnailAt, 4, 1, 8],
      [thumbnailBytes, 4, 1, 0xffffffff],
    ]),
  ),
  'a text of 4 GB': tiffOf(directory([[0x010e, 2, 0xffffffff, 8]])),
  'three thousand directories': tiffOf(
    ...Array.from({length: 3000}, (_, place) => directory([[orientation, 3, 1, 1]], 8 + (place + 1) * 18)),
  ),
  'five thousand entries that overlap': tiffOf(
    directory(Array.from({length: 5000}, (_, tag) => [tag, 7, 60_000, 8] as const)),
  ),
  'an orientation of 9': tiffOf(directory([[orientation, 3, 1, 9]])),
  'an orientation of 65,535': tiffOf(directory([[orientation, 3, 1, 65_535]])),
  'orientations that contradict each other': tiffOf(
    directory([
      [orientation, 3, 1, 6],
      [orientation, 3, 1, 3],
    ]),
  ),
  nothing: Buffer.alloc(0),
  'zeros alone': Buffer.alloc(60_000),
};

export const orientedExif = (value: number): Buffer => tiffOf(directory([[orientation, 3, 1, value]]));
