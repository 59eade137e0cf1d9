import {createHash} from 'node:crypto';
import * as z from 'zod/mini';
import {maxPixels} from './originals.ts';
import type {Thumbnail} from './photos.ts';

const widthPx = z.int().check(z.positive());
const widthsPx = z.array(widthPx).check(z.minLength(1));

/** The sizes every photo is made in, as `blog.config.ts` sets them. With `animated`, what moves is also made moving. */
export const ladder = z.strictObject({
  avifWidthsPx: widthsPx,
  jpegWidthsPx: widthsPx,
  squarePx: widthPx,
  animated: z.boolean(),
});
export type Ladder = z.output<typeof ladder>;

export type Size = {readonly widthPx: number; readonly heightPx: number};

/** One thumbnail to be made. Without `crop` it is the whole picture, without `animated` its first frame. */
export type Step = Size & Pick<Thumbnail, 'format' | 'crop' | 'animated'>;

/** WebP has no longer side; AVIF has one pixel more. */
const maxSidePx = 16_383;

/** A portrait of 2:3 in 1920 pixels has no more. Encoding takes 35 to 40 bytes of memory for each. */
const maxStepPixels = 5_600_000;

const animatedPx = 640;

/** Raised by one when a ladder is to make other thumbnails than before: every photo is then made anew. */
const recipe = 1;

const ascending = (widths: Iterable<number>): number[] => [...new Set(widths)].sort((a, b) => a - b);

/** 12 hex digits: equal while the same original becomes the same thumbnails. */
export const ladderDigest = ({avifWidthsPx, jpegWidthsPx, squarePx, animated}: Ladder): string =>
  createHash('sha256')
    .update(JSON.stringify([recipe, ascending(avifWidthsPx), ascending(jpegWidthsPx), squarePx, animated]))
    .digest('hex')
    .slice(0, 12);

/** From the original's size, and not from another step's, so that no rounding adds up. */
const heightAt = (original: Size, width: number): number =>
  Math.min(maxSidePx, Math.max(1, Math.round((original.heightPx * width) / original.widthPx)));

/** The widest the picture may become: its own width, less where that would be too long or too large to write. */
const widestOf = ({widthPx, heightPx}: Size): number => {
  const lengthPx = Math.min(
    maxSidePx,
    (widthPx * maxSidePx) / heightPx,
    Math.sqrt((maxStepPixels * widthPx) / heightPx),
  );
  return Math.max(1, Math.min(widthPx, Math.floor(lengthPx)));
};

const wholes = (original: Size, widths: readonly number[], format: Thumbnail['format']): Step[] =>
  ascending(widths.map((width) => Math.min(width, widestOf(original)))).map((width) => ({
    widthPx: width,
    heightPx: heightAt(original, width),
    format,
  }));

/** Among the whole pictures, the one that every other still step can be made from. */
export const widestStep = (steps: readonly Step[]): Size =>
  steps.filter(({crop}) => !crop).reduce((widest, step) => (step.widthPx > widest.widthPx ? step : widest));

type Original = Size & {readonly frames: number};

/** What was accepted as a still picture may have more frames than can be decoded in time. */
const canMove = ({widthPx, heightPx, frames}: Original): boolean =>
  frames > 1 && widthPx * heightPx * frames <= maxPixels;

/**
 * Nothing is enlarged: an original narrower than a step ends the ladder with its own width. Sizes are
 * upright.
 */
export const stepsOf = (
  original: Original,
  {avifWidthsPx, jpegWidthsPx, squarePx, animated}: Ladder,
): readonly Step[] => {
  const still = [...wholes(original, avifWidthsPx, 'avif'), ...wholes(original, jpegWidthsPx, 'jpeg')];
  const widest = widestStep(still);
  const sidePx = Math.min(squarePx, widest.widthPx, widest.heightPx);
  const moving = animated && canMove(original) ? wholes(original, [animatedPx], 'webp') : [];
  return [
    ...still,
    {widthPx: sidePx, heightPx: sidePx, format: 'jpeg', crop: 'square'},
    ...moving.map((step): Step => ({...step, animated: true})),
  ];
};
