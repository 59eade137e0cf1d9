// Files at the limit of what is accepted, made of a CC0 photograph: 50 megapixels in every way that a decoder has to hold more of
// them, and the shapes that become the largest thumbnails.

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sharp} from 'sharp';
import {unlessDone} from '../audit/unless-done.ts';
import {photographs, readPhotograph} from '../local/photographs.ts';
import {inLocal} from '../local/places.ts';
import {step} from '../local/step.ts';
import {sharp} from '../src/adapters/sharp.ts';
import type {BenchPhoto} from './photos.ts';

const folder = inLocal('bench', 'made-photos');

/** Just below 50 megapixels, 4:3. */
const large = [8164, 6123] as const;
/** Just below what may be held at once, of a progressive JPEG and of an interlaced PNG with 16 bits. */
const held = {jpeg: [7860, 5895], png: [6480, 4860]} as const;
/** A telephone's portrait, of which the widest thumbnail has the most pixels. */
const portrait = [5303, 9427] as const;
/** The highest that is not made narrower for its height. */
const tall = [1920, 26_040] as const;

const enlarged = ([width, height]: readonly [number, number]): Sharp =>
  sharp(readPhotograph(photographs[0])).resize({width, height, fit: 'fill'});

/** No detail, so that a lossless file stays below 15 MB, but no two pixels beside each other need be equal. */
const smooth = async ([width, height]: readonly [number, number]): Promise<Sharp> =>
  sharp(await sharp(readPhotograph(photographs[0])).resize({width: 64, height: 48}).toBuffer()).resize({
    width,
    height,
    fit: 'fill',
  });

/** Flat: PNG is read as fast as it can be, and held none the less. */
const translucent = ([width, height]: readonly [number, number]): Sharp =>
  sharp({create: {width, height, channels: 4, background: {r: 200, g: 30, b: 90, alpha: 0.5}}});

const turned = {orientation: 6};
const full = {chromaSubsampling: '4:4:4', quality: 80} as const;

/** File name → how it is made. */
const recipes: Readonly<Record<string, () => Sharp | Promise<Sharp>>> = {
  'baseline.jpg': () => enlarged(large).jpeg(full),
  'baseline-turned.jpg': () => enlarged(large).withMetadata(turned).jpeg(full),
  'progressive-420.jpg': () => enlarged(large).jpeg({quality: 80, progressive: true}),
  'progressive-444.jpg': () => enlarged(large).jpeg({...full, progressive: true}),
  'progressive-444-held.jpg': () => enlarged(held.jpeg).jpeg({...full, progressive: true}),
  'progressive-444-held-turned.jpg': () =>
    enlarged(held.jpeg)
      .withMetadata(turned)
      .jpeg({...full, progressive: true}),
  'progressive-turned.jpg': () =>
    enlarged(large)
      .withMetadata(turned)
      .jpeg({...full, progressive: true}),
  'progressive-p3.jpg': () =>
    enlarged(large)
      .withIccProfile('p3')
      .jpeg({...full, progressive: true}),
  'cmyk.jpg': () => enlarged(large).toColourspace('cmyk').jpeg(full),
  'cmyk-progressive.jpg': () =>
    enlarged(large)
      .toColourspace('cmyk')
      .jpeg({...full, progressive: true}),
  'portrait.jpg': () => enlarged(portrait).jpeg(full),
  'portrait.png': () => translucent(portrait).png(),
  'tall.jpg': () => enlarged(tall).jpeg(full),
  'rgba-8.png': () => translucent(large).png(),
  'rgba-8-turned.png': () => translucent(large).withMetadata(turned).png(),
  'rgba-8-interlaced.png': () => translucent(large).png({progressive: true}),
  'rgba-16.png': () => translucent(large).toColourspace('rgb16').png(),
  'rgba-16-turned.png': () => translucent(large).toColourspace('rgb16').withMetadata(turned).png(),
  'rgba-16-interlaced.png': () => translucent(large).toColourspace('rgb16').png({progressive: true}),
  'rgba-16-held-turned.png': () =>
    translucent(held.png).toColourspace('rgb16').withMetadata(turned).png({progressive: true}),
  'lossy.webp': () => enlarged(large).webp({quality: 75, effort: 0}),
  'lossy-turned.webp': () => enlarged(large).withMetadata(turned).webp({quality: 75, effort: 0}),
  'alpha.webp': () => enlarged(large).ensureAlpha(0.5).webp({quality: 75, effort: 0}),
  'lossless.webp': async () => (await smooth(large)).ensureAlpha(0.5).webp({lossless: true, effort: 0}),
};

const make = async (say: (progress: string) => void): Promise<void> => {
  mkdirSync(folder, {recursive: true});

  for (const [name, recipe] of Object.entries(recipes)) {
    say(name);
    writeFileSync(join(folder, name), await (await recipe()).toBuffer());
  }
};

/** Raised by one when a recipe changes. */
const edition = 2;

/** Makes them unless they are there. */
export const madePhotos = async (): Promise<readonly BenchPhoto[]> => {
  const names = Object.keys(recipes);

  mkdirSync(folder, {recursive: true});
  await unlessDone(join(folder, '.stamp'), `${edition} ${names.join(' ')}`, () =>
    step(`Making ${names.length} photos of 50 megapixels (about a minute)`, make),
  );

  return names.map((name) => ({name, path: join(folder, name)}));
};
