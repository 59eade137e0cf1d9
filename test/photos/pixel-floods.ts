// Files that promise more pixels than anyone should hold, or none at all.
import type {HostileCase} from './hostile-case.ts';
import {promising, segment} from './jpeg-files.ts';
import {chunk, header, signature} from './png-files.ts';
import {seedSize, seeds} from './seed-pictures.ts';
import {animatedWebp, promisingWebp} from './webp-files.ts';

export const pixelFloods: readonly HostileCase[] = [
  ['a JPEG that promises 65,000 × 65,000', 'too-many-pixels', () => promising(seeds.JPEG, 65_000, 65_000)],
  [
    'a progressive JPEG that promises 65,000 × 65,000',
    'too-many-pixels',
    () => promising(seeds['progressive JPEG'], 65_000, 65_000),
  ],
  ['a JPEG that promises 7,000 × 7,000 and has none of it', 'damaged', () => promising(seeds.JPEG, 7000, 7000)],
  [
    'a progressive JPEG that promises 7,000 × 7,000 and has none of it',
    'damaged',
    () => promising(seeds['progressive JPEG'], 7000, 7000),
  ],
  ['a JPEG of no width', 'damaged', () => promising(seeds.JPEG, 0, 160)],
  [
    'a JPEG whose height is told behind the scan',
    'damaged',
    () =>
      Buffer.concat([
        promising(seeds.JPEG, 240, 0).subarray(0, -2),
        segment(0xdc, [0, 160]),
        Buffer.from('ffd9', 'hex'),
      ]),
  ],
  [
    'a JPEG with a second height behind the scan',
    undefined,
    () => Buffer.concat([seeds.JPEG.subarray(0, -2), segment(0xdc, [0xff, 0xff]), Buffer.from('ffd9', 'hex')]),
  ],
  [
    'a PNG that promises 65,000 × 65,000',
    'too-many-pixels',
    () =>
      Buffer.concat([
        signature,
        header({widthPx: 65_000, heightPx: 65_000, depth: 8, colour: 'rgb'}),
        seeds.PNG.subarray(33),
      ]),
  ],
  [
    'a PNG that promises 2,147,483,647 × 2,147,483,647',
    undefined,
    () =>
      Buffer.concat([
        signature,
        header({widthPx: 0x7fffffff, heightPx: 0x7fffffff, depth: 16, colour: 'rgb+alpha'}),
        seeds.PNG.subarray(33),
      ]),
  ],
  [
    'a PNG that promises 7,000 × 7,000 and has none of it',
    'damaged',
    () =>
      Buffer.concat([
        signature,
        header({widthPx: 7000, heightPx: 7000, depth: 8, colour: 'rgb'}),
        seeds.PNG.subarray(33),
      ]),
  ],
  [
    'an interlaced PNG that promises 7,000 × 7,000 and has none of it',
    'damaged',
    () =>
      Buffer.concat([
        signature,
        header({widthPx: 7000, heightPx: 7000, depth: 8, colour: 'rgb', interlaced: true}),
        seeds.PNG.subarray(33),
      ]),
  ],
  [
    'a PNG of no height',
    'damaged',
    () =>
      Buffer.concat([signature, header({widthPx: 240, heightPx: 0, depth: 8, colour: 'rgb'}), seeds.PNG.subarray(33)]),
  ],
  ['a PNG without pixels', 'damaged', () => Buffer.concat([seeds.PNG.subarray(0, 33), chunk('IEND')])],
  [
    'a WebP that promises 16,383 × 16,383',
    'too-many-pixels',
    () => promisingWebp(seeds['lossless WebP'], 16_383, 16_383),
  ],
  [
    'a WebP that promises 7,000 × 7,000 and has none of it',
    'damaged',
    () => promisingWebp(seeds['lossless WebP'], 7000, 7000),
  ],
  [
    'a WebP whose canvas is 16,777,216 pixels a side',
    undefined,
    () => animatedWebp(seeds['lossy WebP'], seedSize, {widthPx: 1 << 24, heightPx: 1 << 24}, 2),
  ],
];
