import type {Region} from './crops.ts';
import type {Size, Step} from './ladder.ts';
import type {MadePhoto} from './photos.ts';

/** Decoded pixels, upright, in sRGB, row by row, 8 bits a channel; with two or four channels the last is alpha. */
export type Pixels = Size & {readonly data: Uint8Array; readonly channels: 1 | 2 | 3 | 4};

/** What is seen in the pixels. */
export type Survey = Pick<MadePhoto, 'colour' | 'attention'>;

export type Thumbnailer = {
  /** Decodes the file once, at this size, of several frames the first; nothing if it is damaged. */
  decode(file: Uint8Array, size: Size): Promise<Pixels | undefined>;
  survey(pixels: Pixels): Promise<Survey>;
  resize(pixels: Pixels, size: Size): Promise<Pixels>;
  /** A file of the step's size and format, without any metadata, of a part of the pixels or of all. */
  encode(pixels: Pixels, step: Step, region?: Region): Promise<Uint8Array>;
  /** All frames of the file in one WebP of this size, without any metadata; nothing if one is damaged. */
  animate(file: Uint8Array, size: Size): Promise<Uint8Array | undefined>;
};
