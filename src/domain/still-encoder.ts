import {squareAround} from './crops.ts';
import type {Size, Step} from './ladder.ts';
import type {Point} from './photos.ts';
import type {Pixels, Thumbnailer} from './thumbnailer.ts';

/** Sizes that several formats have, narrowest first. */
const sharedSizes = (steps: readonly Step[]): readonly Size[] => {
  const wholes = steps.filter(({crop, animated}) => !crop && !animated);
  return wholes
    .filter(({widthPx}, at) => wholes.findIndex((step) => step.widthPx === widthPx) < at)
    .sort((one, other) => one.widthPx - other.widthPx);
};

/**
 * Encodes steps of these pixels, crops around `point`. A size that several formats have is made once, and whatever is at most half as
 * wide is made from it: less work than from all pixels, and no difference to the eye.
 */
export const stillEncoder = (
  thumbnailer: Pick<Thumbnailer, 'resize' | 'encode'>,
  pixels: Pixels,
  steps: readonly Step[],
  point: Point,
): ((step: Step) => Promise<Uint8Array>) => {
  const shared = sharedSizes(steps);
  const made = new Map<number, Promise<Pixels>>();
  const sourceOf = ({widthPx}: Size): Pixels | Promise<Pixels> => {
    const twice = shared.find((size) => size.widthPx >= 2 * widthPx);
    return twice ? resized(twice) : pixels;
  };
  const resize = async (size: Size): Promise<Pixels> => thumbnailer.resize(await sourceOf(size), size);
  const resized = (size: Size): Promise<Pixels> => {
    const found = made.get(size.widthPx) ?? resize(size);
    made.set(size.widthPx, found);
    return found;
  };
  return async (step) => {
    if (step.crop) return thumbnailer.encode(pixels, step, squareAround(point, pixels));
    const isShared = shared.some(({widthPx}) => widthPx === step.widthPx);
    return thumbnailer.encode(await (isShared ? resized(step) : sourceOf(step)), step);
  };
};
