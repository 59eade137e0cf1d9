// As many pixels and as many bytes as are accepted, at once: what an honest photo could cost at most.
import type {Sharp} from 'sharp';
import {sharp} from '../../src/adapters/sharp.ts';
import {type HostileCase, long, most} from './hostile-case.ts';
import {seededRandom} from './seeded-random.ts';

/** Noise all over; of a large picture the same again and again. */
const noise = ({widthPx, heightPx}: {widthPx: number; heightPx: number}, channels: 3 | 4, strength: number): Sharp => {
  const random = seededRandom(11);
  const row = Buffer.from(
    Array.from({length: Math.min(widthPx * heightPx, 5_000_011) * channels}, () => 128 + (random() - 0.5) * strength),
  );
  const data = Buffer.alloc(widthPx * heightPx * channels, row);
  return sharp(data, {raw: {width: widthPx, height: heightPx, channels}, limitInputPixels: false});
};

export const densePhotos: readonly HostileCase[] = [
  ['a JPEG of 50 megapixels of noise', 'made', () => noise(most, 3, 120).jpeg({quality: 55}).toBuffer(), long],
  [
    'a progressive JPEG of 46 megapixels of noise',
    'made',
    () =>
      noise({widthPx: 6800, heightPx: 6800}, 3, 100)
        .jpeg({quality: 45, progressive: true, chromaSubsampling: '4:4:4'})
        .toBuffer(),
    long,
  ],
  [
    'a CMYK JPEG of 50 megapixels with a profile',
    'made',
    () => noise(most, 3, 20).withIccProfile('cmyk').jpeg({quality: 20}).toBuffer(),
    long,
  ],
  [
    'a Display P3 JPEG of 50 megapixels',
    'made',
    () => noise(most, 3, 80).withIccProfile('p3').jpeg({quality: 30}).toBuffer(),
    long,
  ],
  [
    'a 16-bit PNG of 50 megapixels in Display P3',
    'made',
    () => noise(most, 4, 0).toColourspace('rgb16').withIccProfile('p3').png({compressionLevel: 1}).toBuffer(),
    long,
  ],
  [
    'a WebP of 50 megapixels of noise',
    'made',
    () => noise(most, 3, 40).webp({quality: 20, effort: 0}).toBuffer(),
    long,
  ],
  [
    'a lossless WebP of 14 MB of noise',
    'made',
    () => noise({widthPx: 2150, heightPx: 2150}, 3, 255).webp({lossless: true, effort: 0}).toBuffer(),
    long,
  ],
  [
    'a PNG of 14 MB of noise',
    'made',
    () => noise({widthPx: 2100, heightPx: 2100}, 3, 255).png({compressionLevel: 6, adaptiveFiltering: true}).toBuffer(),
    long,
  ],
];
