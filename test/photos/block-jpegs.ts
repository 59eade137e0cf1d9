// Baseline JPEG files whose every block of 8 × 8 is one colour: of any number of components, however subsampled.
import {endOfImage, segment, startOfImage} from './jpeg-files.ts';

type Picture = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of each component, how many blocks a unit has across and down. */
  readonly factors: readonly (readonly [across: number, down: number])[];
  /** The stored components at a place, 0 to 255. */
  readonly samples: (x: number, y: number) => readonly number[];
  /** Segments at the file's front. */
  readonly before?: readonly Uint8Array[];
};

/** Twelve codes of four bits: how many bits follow. */
const lengths = segment(0xc4, [0, 0, 0, 0, 12, ...Array(12).fill(0), ...Array(12).keys()]);
const endOfBlock = segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]);
const quantisation = segment(0xdb, [0, ...Array(64).fill(1)]);

const difference = (value: number): string => {
  const bits = Math.abs(value).toString(2);
  const length = value === 0 ? 0 : bits.length;
  const code = length.toString(2).padStart(4, '0');
  if (value === 0) return code;
  return code + (value > 0 ? bits : (value + 2 ** length - 1).toString(2).padStart(length, '0'));
};

const stuffed = (bits: string): Buffer => {
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '1'), 2));
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
};

const dataOf = ({widthPx, heightPx, factors, samples}: Picture): Buffer => {
  const across = Math.max(...factors.map(([h]) => h));
  const down = Math.max(...factors.map(([, v]) => v));
  const last = factors.map(() => 0);
  let bits = '';
  for (let top = 0; top < heightPx; top += 8 * down)
    for (let left = 0; left < widthPx; left += 8 * across)
      for (const [component, [h, v]] of factors.entries())
        for (let block = 0; block < h * v; block += 1) {
          const x = left + (((block % h) + 0.5) * 8 * across) / h;
          const y = top + ((Math.floor(block / h) + 0.5) * 8 * down) / v;
          const place = [Math.min(x, widthPx - 1), Math.min(y, heightPx - 1)] as const;
          const value = 8 * ((samples(...place)[component] ?? 0) - 128);
          bits += `${difference(value - (last[component] ?? 0))}0`;
          last[component] = value;
        }
  return stuffed(bits);
};

export const blockJpeg = (picture: Picture): Buffer => {
  const {widthPx, heightPx, factors, before = []} = picture;
  const components = factors.map(([h, v], id) => [id + 1, (h << 4) | v, 0]);
  return Buffer.concat([
    startOfImage,
    ...before,
    quantisation,
    segment(0xc0, [
      8,
      heightPx >> 8,
      heightPx & 0xff,
      widthPx >> 8,
      widthPx & 0xff,
      factors.length,
      ...components.flat(),
    ]),
    lengths,
    endOfBlock,
    segment(0xda, [factors.length, ...factors.flatMap((_, id) => [id + 1, 0]), 0, 63, 0]),
    dataOf(picture),
    endOfImage,
  ]);
};
