import test from 'ava';
import {ladder, stepsOf, widestStep} from '../../src/domain/ladder.ts';
import {stillEncoder} from '../../src/domain/still-encoder.ts';
import type {Pixels, Thumbnailer} from '../../src/domain/thumbnailer.ts';

const sizes = ladder.parse({
  avifWidthsPx: [320, 640, 960, 1280, 1920],
  jpegWidthsPx: [640, 1280],
  squarePx: 640,
  animated: true,
});
const steps = stepsOf({widthPx: 3000, heightPx: 2000, frames: 1}, sizes);
const pixelsOf = (widthPx: number, heightPx: number): Pixels => ({
  widthPx,
  heightPx,
  channels: 3,
  data: new Uint8Array(),
});

/** What every step was made from, in the order in which it was asked for, and what was reduced on the way. */
const encoded = async (asked = steps) => {
  const [made, reduced]: [string[], string[]] = [[], []];
  const thumbnailer: Pick<Thumbnailer, 'resize' | 'encode'> = {
    resize: async (from, {widthPx, heightPx}) => {
      reduced.push(`${from.widthPx} to ${widthPx}`);
      return pixelsOf(widthPx, heightPx);
    },
    encode: async (from, {widthPx, format, crop}) => {
      made.push(`${crop ?? format} ${widthPx} of ${from.widthPx}`);
      return new Uint8Array();
    },
  };
  const {widthPx, heightPx} = widestStep(steps);
  const encode = stillEncoder(thumbnailer, pixelsOf(widthPx, heightPx), steps, {x: 0.5, y: 0.5});
  for (const step of asked) await encode(step);
  return {made, reduced};
};

test('a size that several formats have is made once, and what is at most half as wide is made from it', async (t) => {
  const {made, reduced} = await encoded();

  t.deepEqual(reduced, ['1920 to 1280', '1280 to 640']);
  t.deepEqual(made, [
    'avif 320 of 640',
    'avif 640 of 640',
    'avif 960 of 1920',
    'avif 1280 of 1280',
    'avif 1920 of 1920',
    'jpeg 640 of 640',
    'jpeg 1280 of 1280',
    'square 640 of 1920',
  ]);
});

test('a step is made from the same pixels whether it is made alone or with the others', async (t) => {
  const {made} = await encoded();

  for (const [at, step] of steps.entries()) t.deepEqual((await encoded([step])).made, [made[at]]);
});

test('crops are cut from all pixels, and nothing is reduced for them', async (t) => {
  t.deepEqual((await encoded(steps.filter(({crop}) => crop))).reduced, []);
});
