import {dominantColour} from '../domain/dominant-colours.ts';
import type {Pixels, Survey} from '../domain/thumbnailer.ts';
import {openPixels} from './photo-pixels.ts';
import {sharp} from './sharp.ts';

/** Enough for a look at the whole: the strategy itself looks at 32 × 32. */
const maxSidePx = 64;

type Raw = {readonly data: Buffer; readonly width: number; readonly height: number};

const open = ({data, width, height}: Raw) => sharp(data, {raw: {width, height, channels: 3}});

const small = async (pixels: Pixels): Promise<Raw> => {
  const {data, info} = await openPixels(pixels)
    .resize({width: maxSidePx, height: maxSidePx, fit: 'inside', withoutEnlargement: true})
    .flatten({background: 'white'})
    .toColourspace('srgb')
    .raw()
    .toBuffer({resolveWithObject: true});
  return {data, width: info.width, height: info.height};
};

/** Four decimals tell the pixels of any photo apart. */
const placeOf = (pixel: number, length: number): number => Math.round(((pixel + 0.5) / length) * 10_000) / 10_000;

/** The strategy tells its point, in pixels of the uncut picture, only when it has to cut: of a square it cuts the last row. */
const attentionOf = async (raw: Raw): Promise<Survey['attention']> => {
  const {width, height} = raw;
  const side = Math.min(width, height);
  const {info} = await open(raw)
    .resize({width: side, height: width === height ? Math.max(1, side - 1) : side, position: sharp.strategy.attention})
    .raw()
    .toBuffer({resolveWithObject: true});
  const {attentionX: x, attentionY: y} = info;
  return x === undefined || y === undefined ? {x: 0.5, y: 0.5} : {x: placeOf(x, width), y: placeOf(y, height)};
};

export const survey = async (pixels: Pixels): Promise<Survey> => {
  const raw = await small(pixels);
  return {colour: dominantColour(raw.data), attention: await attentionOf(raw)};
};
