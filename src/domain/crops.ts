import type {Size} from './ladder.ts';
import type {Point} from './photos.ts';

/** A part of a picture, in whole pixels of it. */
export type Region = Size & {readonly leftPx: number; readonly topPx: number};

/** Where a stretch of `sidePx` starts that has this place in its middle, or as near to it as the edges allow. */
const startAround = (place: number, sidePx: number, lengthPx: number): number =>
  Math.min(lengthPx - sidePx, Math.max(0, Math.floor(place * lengthPx) - Math.floor(sidePx / 2)));

/** The largest square of a picture; the pixel at `point` is always inside. */
export const squareAround = ({x, y}: Point, {widthPx, heightPx}: Size): Region => {
  const sidePx = Math.min(widthPx, heightPx);
  return {
    leftPx: startAround(x, sidePx, widthPx),
    topPx: startAround(y, sidePx, heightPx),
    widthPx: sidePx,
    heightPx: sidePx,
  };
};
