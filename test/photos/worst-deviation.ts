import {squareAround} from '../../src/domain/crops.ts';
import {readPicture} from '../adapters/read-pictures.ts';
import type {Row} from './conformance-row.ts';
import {deviationOf, heightPx, widthPx} from './reference.ts';
import {thumbnailsOf} from './thumbnails-of.ts';

/** Smaller, as large as the reference picture, and larger, which ends with its own width. */
const ladder = {avifWidthsPx: [48, 96, 1920], jpegWidthsPx: [96, 1280], squarePx: 64, animated: false};
const outputsOfLadder = 6;

const worstOf = async (file: Uint8Array, quarters: Row['quarters']): Promise<number> => {
  const {result, outputs} = await thumbnailsOf(file, ladder);
  if ('refused' in result) throw new Error(`expected thumbnails, got ${result.reason}`);
  if (outputs.length !== outputsOfLadder)
    throw new Error(`expected ${outputsOfLadder} thumbnails, got ${outputs.length}`);
  const whole = {widthPx, heightPx};
  const deviations = outputs.map(async ({thumbnail, file: made}) => {
    const region = thumbnail.crop ? squareAround(result.attention, whole) : {leftPx: 0, topPx: 0, ...whole};
    return deviationOf(await readPicture(made), quarters, region, whole);
  });
  return Math.max(...(await Promise.all(deviations)));
};

/** Over every variant and every output of the ladder. */
export const worstDeviation = async ({variants, quarters}: Row): Promise<number> => {
  const worst: number[] = [];
  for (const make of variants) worst.push(await worstOf(await make(), quarters));
  return Math.max(...worst);
};
