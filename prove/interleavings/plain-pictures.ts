// Pictures that cost nothing: a file is a line of text, and a thumbnail says in JSON what it was made from.

import {createHash} from 'node:crypto';
import {type Region, squareAround} from '../../src/domain/crops.ts';
import {type Ladder, type Size, type Step, stepsOf, widestStep} from '../../src/domain/ladder.ts';
import type {PhotoDecoder, PhotoHeader} from '../../src/domain/originals.ts';
import type {Point, Thumbnail} from '../../src/domain/photos.ts';
import type {Survey, Thumbnailer} from '../../src/domain/thumbnailer.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const start = 'picture of ';
const damagedStart = 'picture, cut off, of ';

/** Four pictures as an author sends them: the last two are refused, by ValidatePhoto and by ResizePhoto. */
export const pictureFiles = {
  boat: encoder.encode(`${start}a boat`),
  house: encoder.encode(`${start}a house by the sea`),
  text: encoder.encode('a text file'),
  damaged: encoder.encode(`${damagedStart}a boat`),
} as const;

export type PictureName = keyof typeof pictureFiles;

const header: PhotoHeader = {format: 'png', widthPx: 40, heightPx: 30, frames: 1, heldBytes: 0};

export const plainDecoder: PhotoDecoder = {
  readHeader: async (file) => (decoder.decode(file).startsWith('picture') ? header : undefined),
};

/** SHA-256 in hex. */
export const hashOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

const surveyOf = (hash: string): Survey => ({
  colour: `#${hash.slice(0, 6)}`,
  attention: {x: Number.parseInt(hash.slice(0, 2), 16) / 256, y: 0.5},
});

/** `from` is the original's hash. */
type Made = {readonly from: string; readonly step: Step; readonly region: Region | null};

const hashIn = (data: Uint8Array): string => decoder.decode(data);

export const plainThumbnailer: Thumbnailer = {
  decode: async (file, size) =>
    decoder.decode(file).startsWith(start) ? {...size, channels: 3, data: encoder.encode(hashOf(file))} : undefined,
  survey: async ({data}) => surveyOf(hashIn(data)),
  resize: async (pixels, size) => ({...pixels, ...size}),
  encode: async ({data}, step, region) =>
    encoder.encode(JSON.stringify({from: hashIn(data), step, region: region ?? null} satisfies Made)),
  animate: async () => undefined,
};

const regionOf = (step: Step, hash: string, focalPoint: Point | undefined, size: Size): Region | null =>
  step.crop ? squareAround(focalPoint ?? surveyOf(hash).attention, size) : null;

/** What each thumbnail of a good picture has to hold, as the ladder has them in order. */
export const expectedFiles = (
  file: Uint8Array,
  ladder: Ladder,
  focalPoint: Point | undefined,
): readonly {readonly step: Step; readonly text: string}[] => {
  const hash = hashOf(file);
  const steps = stepsOf(header, ladder);
  const size = widestStep(steps);

  return steps.map((step) => ({
    step,
    text: JSON.stringify({from: hash, step, region: regionOf(step, hash, focalPoint, size)} satisfies Made),
  }));
};

export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

export const isStepOf = (thumbnail: Thumbnail, step: Step): boolean =>
  thumbnail.format === step.format && thumbnail.widthPx === step.widthPx && thumbnail.crop === step.crop;
