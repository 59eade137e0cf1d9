// What the ways to resize make of a photo before an encoder loses anything, as PNG.

import type {Sharp} from 'sharp';
import {sharp} from '../src/adapters/sharp.ts';
import {thumbnailer} from '../src/adapters/thumbnailer.ts';
import type {Size, Step} from '../src/domain/ladder.ts';
import type {Pixels} from '../src/domain/thumbnailer.ts';
import {encodeAs} from './sides/settings.ts';

const toPng = (picture: Sharp): Promise<Uint8Array> => picture.removeAlpha().png({compressionLevel: 1}).toBuffer();

const fill = ({widthPx, heightPx}: Size) => ({width: widthPx, height: heightPx, fit: 'fill'}) as const;

const reduced = ({data, widthPx, heightPx, channels}: Pixels, step: Step): Sharp =>
  sharp(data, {raw: {width: widthPx, height: heightPx, channels}}).resize(fill(step));

/**
 * Out of the one decoding, in the size that the product computes.
 * @throws if the product's own file of this step is not these pixels encoded.
 */
export const onceDecoded = async (pixels: Pixels, step: Step): Promise<Uint8Array> => {
  const [product, here] = await Promise.all([
    thumbnailer.encode(pixels, step),
    encodeAs(reduced(pixels, step), step.format),
  ]);

  if (Buffer.compare(product, here) !== 0) {
    throw new Error(`expected the product to encode the pixels that are judged, at ${step.widthPx} pixels`);
  }

  return toPng(reduced(pixels, step));
};

/** By a task of its own, which may decode a smaller picture than the file has, and rounds the height by itself. */
export const independent = (file: Uint8Array, {widthPx}: Size): Promise<Uint8Array> =>
  toPng(sharp(file).autoOrient().resize({width: widthPx}));

/** The whole picture decoded and reduced once, by Lanczos's kernel, to exactly this size. */
export const reference = (file: Uint8Array, size: Size): Promise<Uint8Array> =>
  toPng(
    sharp(file)
      .autoOrient()
      .resize({...fill(size), kernel: 'lanczos3', fastShrinkOnLoad: false}),
  );

export const sizeOf = async (png: Uint8Array): Promise<Size> => {
  const {width, height} = await sharp(png).metadata();

  return {widthPx: width, heightPx: height};
};
