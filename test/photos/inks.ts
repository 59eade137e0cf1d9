// The reference picture in four inks, and what the inks' profile says that they look like.
import {sharp} from '../../src/adapters/sharp.ts';
import {blockJpeg} from './block-jpegs.ts';
import {segment} from './jpeg-files.ts';
import {type Colour, heightPx, type Quarters, quarterAt, widthPx} from './reference.ts';
import {stored} from './stored-pictures.ts';

const inked = await stored().withIccProfile('cmyk').jpeg({quality: 100, chromaSubsampling: '4:4:4'}).toBuffer();
const {icc} = await sharp(inked).metadata();

export const inkProfile = icc ?? Buffer.alloc(0);

const quarterOf = async (pixels: Buffer, channels: number): Promise<readonly number[][]> =>
  [0, 1, 2, 3].map((quarter) => {
    const x = (widthPx * (quarter % 2 === 0 ? 1 : 3)) / 4;
    const y = (heightPx * (quarter < 2 ? 1 : 3)) / 4;
    return [...pixels.subarray((y * widthPx + x) * channels, (y * widthPx + x + 1) * channels)];
  });

/** 0 is paper, 255 full ink. */
const inks = await quarterOf(await sharp(inked).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer(), 4);

/** Each pixel converted by itself, at full size. */
export const inkColours = (await quarterOf(await sharp(inked).toColourspace('srgb').raw().toBuffer(), 3)).map(
  ([red = 0, green = 0, blue = 0]): Colour => [red, green, blue],
) as unknown as Quarters;

const adobe = (transform: number): Buffer =>
  segment(0xee, Buffer.concat([Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, transform])]));

const ycc = ([red = 0, green = 0, blue = 0]: readonly number[]): number[] =>
  [
    0.299 * red + 0.587 * green + 0.114 * blue,
    128 - 0.168_736 * red - 0.331_264 * green + 0.5 * blue,
    128 + 0.5 * red - 0.418_688 * green - 0.081_312 * blue,
  ].map((value) => Math.min(255, Math.max(0, Math.round(value))));

const inverted = (ink: readonly number[]): number[] => ink.map((value) => 255 - value);

/** Adobe stores inks inverted, and browsers take any CMYK so; YCCK takes the first three, inverted again, for red, green and blue. */
const samplesOf = {
  CMYK: inverted,
  'CMYK without Adobe’s note': inverted,
  YCCK: (ink: readonly number[]) => [...ycc(ink), 255 - (ink[3] ?? 0)],
} as const;

export type InkKind = keyof typeof samplesOf;
const notes: Record<InkKind, readonly Buffer[]> = {
  CMYK: [adobe(0)],
  'CMYK without Adobe’s note': [],
  YCCK: [adobe(2)],
};

export const inkKinds = Object.keys(samplesOf) as readonly InkKind[];

export const inkJpeg = (kind: InkKind, profile: readonly Uint8Array[] = []): Buffer =>
  blockJpeg({
    widthPx,
    heightPx,
    factors: Array(4).fill([1, 1]),
    samples: (x, y) => samplesOf[kind](inks[quarterAt(x, y)] ?? []),
    before: [...notes[kind], ...profile],
  });

/** Three colours that are stored as they are, and in which half the colour of each row is kept. */
export const plainJpeg = (kind: 'RGB' | '4:2:2', quarters: Quarters): Buffer =>
  blockJpeg({
    widthPx,
    heightPx,
    factors: [kind === 'RGB' ? [1, 1] : [2, 1], [1, 1], [1, 1]],
    samples: (x, y) => (kind === 'RGB' ? quarters[quarterAt(x, y)] : ycc(quarters[quarterAt(x, y)])),
    before: kind === 'RGB' ? [adobe(0)] : [],
  });
