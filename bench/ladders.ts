// What the sides make.

import blog from '../blog.config.ts';
import type {Ladder} from '../src/domain/ladder.ts';

export const widthsPx = [320, 640, 960, 1280, 1920];

/** As the committed config sets it. */
export const productLadder: Ladder = {
  avifWidthsPx: blog.photos.avifWidthsPx,
  jpegWidthsPx: blog.photos.jpegWidthsPx,
  squarePx: blog.photos.squarePx,
  animated: blog.photos.animated,
};

/** All widths in JPEG; what else it has is left out by whoever takes it. */
export const jpegLadder: Ladder = {...productLadder, avifWidthsPx: widthsPx, jpegWidthsPx: widthsPx};
