import type {Sharp} from 'sharp';
import {isSrgb} from '../domain/icc-profiles.ts';
import type {Thumbnail} from '../domain/photos.ts';
import type {Thumbnailer} from '../domain/thumbnailer.ts';
import {decode, guards, openPixels, readPixels, whole} from './photo-pixels.ts';
import {survey} from './photo-survey.ts';
import {sharp} from './sharp.ts';

/** Effort: AVIF at the default costs 24 times as much for a fifth of the bytes; frames at 4 half as much again for 5 % of them. */
const encoders: Record<Thumbnail['format'], (picture: Sharp) => Sharp> = {
  avif: (picture) => picture.avif({quality: 60, effort: 0, chromaSubsampling: '4:4:4'}),
  jpeg: (picture) => picture.flatten({background: 'white'}).jpeg({quality: 75, quantisationTable: 3}),
  webp: (picture) => picture.webp({quality: 60, effort: 2}),
};

const encode: Thumbnailer['encode'] = (pixels, step, region) => {
  const picture = openPixels(pixels);
  const part = region
    ? picture.extract({left: region.leftPx, top: region.topPx, width: region.widthPx, height: region.heightPx})
    : picture;
  return encoders[step.format](part.resize(whole(step))).toBuffer();
};

const resize: Thumbnailer['resize'] = (pixels, size) => readPixels(openPixels(pixels).resize(whole(size)));

/** Frame by frame, so that never all are held; loop and delays stay as they are. Whatever goes wrong is the file's fault. */
const animate: Thumbnailer['animate'] = async (file, size) => {
  try {
    const {icc} = await sharp(file, guards).metadata();
    const frames = sharp(file, {...guards, animated: true, ignoreIcc: !icc || isSrgb(icc)});
    return await encoders.webp(frames.resize(whole(size))).toBuffer();
  } catch {
    return undefined;
  }
};

export const thumbnailer = {decode, survey, resize, encode, animate} satisfies Thumbnailer;
