// Moving pictures of very many frames, or on a very large canvas.
import {gifOf} from './gif-files.ts';
import {type HostileCase, long, most, moving, photo} from './hostile-case.ts';
import {flat} from './seed-pictures.ts';
import {animatedWebp} from './webp-files.ts';

const tinyWebp = await flat(1, 1).webp({lossless: true}).toBuffer();

export const movingBombs: readonly HostileCase[] = [
  [
    'an animated WebP of 20,000 frames',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 500, heightPx: 500}, 20_000),
  ],
  [
    'an animated WebP of 20,000 frames, where pictures may move',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 500, heightPx: 500}, 20_000),
    moving,
  ],
  [
    'an animated WebP of 190 frames, where pictures may move',
    'made',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 512, heightPx: 512}, 190),
    {...moving, ...long},
  ],
  [
    'an animated WebP of 200,000 frames of one pixel',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 1, heightPx: 1}, 200_000),
  ],
  [
    'an animated WebP on a canvas of 50 megapixels',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, most, 2),
    long,
  ],
  [
    'the same, where pictures may move',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, most, 2),
    moving,
  ],
  [
    'two moving frames of 25 megapixels',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 5000, heightPx: 5000}, 2),
    moving,
  ],
  [
    'two moving frames of 19 megapixels',
    undefined,
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 4400, heightPx: 4400}, 2),
    {...moving, ...long},
  ],
  ['a GIF', 'format-not-accepted', () => gifOf({...photo, frames: 3})],
  ['a GIF, where pictures may move', 'made', () => gifOf({...photo, frames: 3}), moving],
  [
    'a GIF of 100,000 frames, where pictures may move',
    'too-many-pixels',
    () => gifOf({widthPx: 200, heightPx: 200, frames: 100_000}),
    moving,
  ],
  [
    'a GIF of 60,000 frames of one pixel, where pictures may move',
    'too-many-pixels',
    () => gifOf({widthPx: 1, heightPx: 1, frames: 60_000}),
    {...moving, ...long},
  ],
  [
    'a GIF of 195 frames of 506 × 506, where pictures may move',
    'made',
    () => gifOf({widthPx: 506, heightPx: 506, frames: 195}),
    {...moving, ...long},
  ],
  [
    'a GIF of one pixel that promises 65,535 × 65,535, where pictures may move',
    undefined,
    () => gifOf({widthPx: 65_535, heightPx: 65_535, frames: 1}),
    moving,
  ],
  ['a GIF of 7,071 × 7,071, where pictures may move', 'made', () => gifOf({...most, frames: 1}), {...moving, ...long}],
  [
    'an animated WebP of 1,000 frames, where pictures may move',
    'made',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 223, heightPx: 223}, 1000),
    {...moving, ...long},
  ],
  [
    'an animated WebP of 1,000 frames',
    'made',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 223, heightPx: 223}, 1000),
  ],
  [
    'an animated WebP of 1,001 frames',
    'too-many-pixels',
    () => animatedWebp(tinyWebp, {widthPx: 1, heightPx: 1}, {widthPx: 223, heightPx: 223}, 1001),
  ],
  [
    'a GIF of 1,000 frames, where pictures may move',
    'made',
    () => gifOf({widthPx: 223, heightPx: 223, frames: 1000}),
    {...moving, ...long},
  ],
];
