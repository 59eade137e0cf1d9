import test from 'ava';
import type {Sharp} from 'sharp';
import {sharp} from '../../src/adapters/sharp.ts';
import {runAlone} from '../photos/photo-process.ts';
import {type Picture, readPicture} from './read-pictures.ts';

const colours = [
  [200, 60, 40],
  [40, 160, 90],
  [50, 70, 190],
] as const;
const size = {widthPx: 1300, heightPx: 780};

/** A frame of each colour. */
const frames = (): Sharp => {
  const {widthPx, heightPx} = size;
  const data = Buffer.concat(colours.map((colour) => Buffer.alloc(widthPx * heightPx * 3, Buffer.from(colour))));
  return sharp(data, {raw: {width: widthPx, height: heightPx * colours.length, channels: 3, pageHeight: heightPx}});
};

const timing = {loop: 3, delay: [100, 200, 340]};

const kinds: Record<string, () => Promise<Buffer>> = {
  WebP: () =>
    frames()
      .webp({...timing, lossless: true})
      .toBuffer(),
  GIF: () => frames().gif(timing).toBuffer(),
  'WebP with metadata': () =>
    frames()
      .withMetadata({icc: 'p3'})
      .webp({...timing, lossless: true})
      .toBuffer(),
};

/** How far any pixel is from the colour of its frame. */
const farthest = ({data, widthPx, heightPx, channels}: Picture): number => {
  let most = 0;
  for (let at = 0; at < data.length; at += channels)
    for (let channel = 0; channel < 3; channel += 1) {
      const frame = Math.floor(at / (widthPx * heightPx * channels));
      most = Math.max(most, Math.abs((data[at + channel] ?? 0) - (colours[frame]?.[channel] ?? 0)));
    }
  return most;
};

/** In a process of its own: which decoders are switched on holds for all of a process, and tests share one. */
const thumbnailsOf = async (file: Uint8Array, animated: boolean) => {
  const {outputs} = await runAlone(file, {animated});
  return Promise.all(
    outputs.map(async ({thumbnail, file: made}) => ({...thumbnail, picture: await readPicture(made)})),
  );
};

for (const [name, make] of Object.entries(kinds))
  test(`a moving ${name} is a moving WebP with its frames, their times and no metadata, and its first frame everywhere else`, async (t) => {
    const thumbnails = await thumbnailsOf(await make(), true);

    t.is(thumbnails.length, 9);
    for (const {animated, picture} of thumbnails) {
      t.deepEqual(picture.metadata, []);
      t.true(farthest(picture) <= 12, `${picture.format} ${farthest(picture)}`);
      t.deepEqual(picture.delaysMs, animated ? timing.delay : []);
      if (animated) t.like(picture, {format: 'webp', widthPx: 640, heightPx: 384, loop: 3});
      if (animated) t.is(picture.data.length, 3 * 640 * 384 * picture.channels);
    }
    t.is(thumbnails.filter(({animated}) => animated).length, 1);
  });

test('where nothing is to move, a moving WebP is its first frame', async (t) => {
  const thumbnails = await thumbnailsOf(
    await frames()
      .webp({...timing, lossless: true})
      .toBuffer(),
    false,
  );

  t.is(thumbnails.length, 8);
  t.true(thumbnails.every(({animated, picture}) => !animated && farthest(picture) <= 12));
});
