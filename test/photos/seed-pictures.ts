// The small pictures that hostile files are made from.
import {sharp} from '../../src/adapters/sharp.ts';
import {seededRandom} from './seeded-random.ts';

const widthPx = 240;
const heightPx = 160;

/** Some colours, some edges and some noise, so that every decoder has something to do everywhere. */
const pixels = (channels: 3 | 4): Buffer => {
  const random = seededRandom(7);
  const data = Buffer.alloc(widthPx * heightPx * channels);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / channels);
    data[at] = (((pixel % widthPx) ^ Math.floor(pixel / widthPx)) + (at % channels) * 40 + random() * 24) & 0xff;
  }
  return data;
};

const picture = (channels: 3 | 4 = 3) => sharp(pixels(channels), {raw: {width: widthPx, height: heightPx, channels}});

export const seedSize = {widthPx, heightPx};

export const seeds = {
  JPEG: await picture().jpeg({quality: 85}).toBuffer(),
  'progressive JPEG': await picture().jpeg({quality: 85, progressive: true}).toBuffer(),
  PNG: await picture().png().toBuffer(),
  'interlaced PNG': await picture(4).png({progressive: true}).toBuffer(),
  'lossy WebP': await picture().webp({quality: 80}).toBuffer(),
  'lossy WebP with alpha': await picture(4).webp({quality: 80}).toBuffer(),
  'lossless WebP': await picture(4).webp({lossless: true}).toBuffer(),
} as const;

/** One colour, as large as is asked for. */
export const flat = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({create: {width, height, channels, background: 'teal'}, limitInputPixels: false});
