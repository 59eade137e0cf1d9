// The reference picture as a file could store it: turned, in other spaces, in other depths.
import {deflateSync} from 'node:zlib';
import type {Sharp} from 'sharp';
import {sharp} from '../../src/adapters/sharp.ts';
import {segment} from './jpeg-files.ts';
import {chunk, type PngShape, pngOf} from './png-files.ts';
import {colours, heightPx, type Quarters, quarterAt, uprightPlace, widthPx} from './reference.ts';

const size = {widthPx, heightPx};

/** As it lies in a file of this orientation. */
export const stored = (quarters: Quarters = colours, orientation = 1): Sharp => {
  const [width, height] = orientation < 5 ? [widthPx, heightPx] : [heightPx, widthPx];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.set(quarters[quarterAt(...uprightPlace(orientation, x, y))], (y * width + x) * 3);
  return sharp(data, {raw: {width, height, channels: 3}});
};

/** `samples` are those of the four quarters, row by row. */
export const storedPng = (
  shape: Omit<PngShape, 'widthPx' | 'heightPx'>,
  samples: readonly (readonly number[])[],
  chunks: readonly Uint8Array[] = [],
): Buffer => pngOf({...size, ...shape}, (x, y) => samples[quarterAt(x, y)] ?? [], {chunks});

export const profileChunk = (profile: Uint8Array): Buffer =>
  chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflateSync(profile)]));

const partBytes = 65_000;

export const profileSegments = (profile: Uint8Array): readonly Buffer[] => {
  const parts = Math.ceil(profile.byteLength / partBytes);
  return Array.from({length: parts}, (_, part) =>
    segment(
      0xe2,
      Buffer.concat([
        Buffer.from('ICC_PROFILE\0'),
        Buffer.from([part + 1, parts]),
        profile.subarray(part * partBytes, (part + 1) * partBytes),
      ]),
    ),
  );
};
