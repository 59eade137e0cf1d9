import * as z from 'zod/mini';
import type {Thumbnail} from './photos.ts';

const widthPx = z.int().check(z.positive());
const widthsPx = z.array(widthPx).check(z.minLength(1));

/** The sizes every photo is made in, as `blog.config.ts` sets them. */
export const ladder = z.strictObject({avifWidthsPx: widthsPx, jpegWidthsPx: widthsPx, squarePx: widthPx});
export type Ladder = z.output<typeof ladder>;

export type Size = {readonly widthPx: number; readonly heightPx: number};

/** One thumbnail to be made. Without `crop` it is the whole picture. */
export type Step = Size & Pick<Thumbnail, 'format' | 'crop'>;

/** libheif writes no AVIF that is longer on one side. */
const maxSidePx = 16_384;

const ascending = (widths: Iterable<number>): number[] => [...new Set(widths)].sort((a, b) => a - b);

/** From the original's size, and not from another step's, so that no rounding adds up. */
const heightAt = (original: Size, width: number): number =>
  Math.min(maxSidePx, Math.max(1, Math.round((original.heightPx * width) / original.widthPx)));

/** The widest the picture may become: its own width, less where its height would then be too long to write. */
const widestOf = ({widthPx, heightPx}: Size): number =>
  Math.max(1, Math.min(widthPx, Math.floor((widthPx * maxSidePx) / Math.max(heightPx, maxSidePx))));

const wholes = (original: Size, widths: readonly number[], format: Thumbnail['format']): Step[] =>
  ascending(widths.map((width) => Math.min(width, widestOf(original)))).map((width) => ({
    widthPx: width,
    heightPx: heightAt(original, width),
    format,
  }));

/** Among the whole pictures, the one that every other step can be made from. */
export const widestStep = (steps: readonly Step[]): Size =>
  steps.filter(({crop}) => !crop).reduce((widest, step) => (step.widthPx > widest.widthPx ? step : widest));

/** Nothing is enlarged: an original narrower than a step ends the ladder with its own width. `original` is the upright size. */
export const stepsOf = (original: Size, {avifWidthsPx, jpegWidthsPx, squarePx}: Ladder): readonly Step[] => {
  const whole = [...wholes(original, avifWidthsPx, 'avif'), ...wholes(original, jpegWidthsPx, 'jpeg')];
  const widest = widestStep(whole);
  const sidePx = Math.min(squarePx, widest.widthPx, widest.heightPx);
  return [...whole, {widthPx: sidePx, heightPx: sidePx, format: 'jpeg', crop: 'square'}];
};
