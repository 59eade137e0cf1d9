import type {Metadata, Sharp} from 'sharp';
import {isSrgb} from '../domain/icc-profiles.ts';
import type {Size} from '../domain/ladder.ts';
import {maxPixels} from '../domain/originals.ts';
import type {Pixels} from '../domain/thumbnailer.ts';
import {sharp} from './sharp.ts';

/** For whatever decodes an original. */
export const guards = {failOn: 'warning', limitInputPixels: maxPixels} as const;

/** The pixels of a file, all of them, made to this size. */
export const whole = ({widthPx, heightPx}: Size) => ({width: widthPx, height: heightPx, fit: 'fill'}) as const;

export const openPixels = ({data, widthPx, heightPx, channels}: Pixels): Sharp =>
  sharp(data, {raw: {width: widthPx, height: heightPx, channels}});

/** From how a picture is stored to upright, by EXIF's orientation. */
const turns: Readonly<Record<number, (picture: Sharp) => Sharp>> = {
  2: (picture) => picture.flop(),
  3: (picture) => picture.rotate(180),
  4: (picture) => picture.flip(),
  5: (picture) => picture.rotate(90).flip(),
  6: (picture) => picture.rotate(90),
  7: (picture) => picture.rotate(270).flip(),
  8: (picture) => picture.rotate(270),
};

const asStored = ({widthPx, heightPx}: Size, orientation: number): Size =>
  orientation >= 5 ? {widthPx: heightPx, heightPx: widthPx} : {widthPx, heightPx};

/** Carries the profile along in the colours that it is for. No lossless format of ours has four inks: at 100 a JPEG is next to it. */
const withProfile = (picture: Sharp, space: Metadata['space']): Sharp => {
  if (space === 'cmyk')
    return picture
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .keepIccProfile()
      .jpeg({quality: 100, chromaSubsampling: '4:4:4'});
  const grey = space === 'b-w' || space === 'grey16';
  return picture
    .toColourspace(grey ? 'b-w' : 'srgb')
    .keepIccProfile()
    .png({compressionLevel: 0});
};

/** Of a pipeline, in sRGB. */
export const readPixels = async (picture: Sharp): Promise<Pixels> => {
  const {data, info} = await picture.toColourspace('srgb').raw({depth: 'uchar'}).toBuffer({resolveWithObject: true});
  return {data, widthPx: info.width, heightPx: info.height, channels: info.channels as Pixels['channels']};
};

/**
 * Makes the picture small first, and then upright and sRGB: converting before the resize kernel costs as much again as the rest,
 * and turning a picture needs all of it at once.
 */
const readSmall = async (file: Uint8Array, size: Size): Promise<Pixels> => {
  const {icc, space, orientation = 1} = await sharp(file, guards).metadata();
  const small = sharp(file, {...guards, ignoreIcc: true}).resize(whole(asStored(size, orientation)));
  const isConverted = space === 'cmyk' || (icc !== undefined && !isSrgb(icc));
  const turn = turns[orientation];
  if (!isConverted && !turn) return readPixels(small);
  const carried = isConverted
    ? sharp(await withProfile(small, space).toBuffer(), guards)
    : openPixels(await readPixels(small));
  return readPixels(turn ? turn(carried) : carried);
};

/** Whatever goes wrong is the file's fault. */
export const decode = async (file: Uint8Array, size: Size): Promise<Pixels | undefined> => {
  try {
    return await readSmall(file, size);
  } catch {
    return undefined;
  }
};
