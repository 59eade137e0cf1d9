import type {Sharp} from 'sharp';
import {isSrgb} from '../domain/icc-profiles.ts';
import type {Size, Step} from '../domain/ladder.ts';
import {maxPixels} from '../domain/originals.ts';
import type {Thumbnail} from '../domain/photos.ts';
import type {Pixels, Thumbnailer} from '../domain/thumbnails.ts';
import {sharp} from './sharp.ts';

/** An encoder's own mistake is a fault; whatever goes wrong while decoding is the file's. */
const guards = {failOn: 'warning', limitInputPixels: maxPixels} as const;

const upright = (file: Uint8Array, {widthPx, heightPx}: Size, options: {ignoreIcc: boolean}): Sharp =>
  sharp(file, {...guards, ...options})
    .autoOrient()
    .resize({width: widthPx, height: heightPx, fit: 'fill'});

/** Converting before the resize kernel costs as much again as the rest: a small picture that carries its profile is converted instead. */
const withProfileApplied = async (file: Uint8Array, size: Size): Promise<Sharp> =>
  sharp(await upright(file, size, {ignoreIcc: true}).keepIccProfile().png({compressionLevel: 0}).toBuffer(), guards);

const open = async (file: Uint8Array, size: Size): Promise<Sharp> => {
  const {icc, space} = await sharp(file, guards).metadata();
  if (!icc || isSrgb(icc)) return upright(file, size, {ignoreIcc: true});
  // No small lossless format carries four inks, so these are converted at full size.
  return space === 'cmyk' ? upright(file, size, {ignoreIcc: false}) : withProfileApplied(file, size);
};

const decode = async (file: Uint8Array, size: Size): Promise<Pixels | undefined> => {
  try {
    const {data, info} = await (await open(file, size))
      .toColourspace('srgb')
      .raw({depth: 'uchar'})
      .toBuffer({resolveWithObject: true});
    return {data, widthPx: info.width, heightPx: info.height, channels: info.channels as Pixels['channels']};
  } catch {
    return undefined;
  }
};

const encoders: Record<Thumbnail['format'], (picture: Sharp) => Sharp> = {
  avif: (picture) => picture.avif({quality: 60, effort: 0, chromaSubsampling: '4:4:4'}),
  jpeg: (picture) => picture.flatten({background: 'white'}).jpeg({quality: 75, quantisationTable: 3}),
};

const encode = ({data, widthPx, heightPx, channels}: Pixels, step: Step): Promise<Uint8Array> => {
  const picture = sharp(data, {raw: {width: widthPx, height: heightPx, channels}}).resize({
    width: step.widthPx,
    height: step.heightPx,
    ...(step.crop ? {fit: 'cover', position: sharp.strategy.attention} : {fit: 'fill'}),
  });
  return encoders[step.format](picture).toBuffer();
};

export const thumbnailer = {decode, encode} satisfies Thumbnailer;
