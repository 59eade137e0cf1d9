// The upright picture that every input shows, and how far a thumbnail is from it.
import type {Region} from '../../src/domain/crops.ts';
import type {Picture} from '../adapters/read-pictures.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** Multiples of 16, so that no quarter ends inside a block of any JPEG. */
export const widthPx = 192;
export const heightPx = 128;

/** Colours of the four quarters, row by row: every turn and every mirroring looks different. */
export type Quarters = readonly [Colour, Colour, Colour, Colour];

export const colours: Quarters = [
  [200, 60, 40],
  [40, 160, 90],
  [50, 70, 190],
  [128, 128, 128],
];

/** The quarter at a place of the upright picture. */
export const quarterAt = (x: number, y: number): 0 | 1 | 2 | 3 =>
  ((y < heightPx / 2 ? 0 : 2) + (x < widthPx / 2 ? 0 : 1)) as 0 | 1 | 2 | 3;

/** Where a pixel that is stored at (x, y) belongs in the upright picture, by EXIF's orientation. */
export const uprightPlace = (orientation: number, x: number, y: number): readonly [number, number] => {
  const [right, bottom] = [widthPx - 1, heightPx - 1];
  const places = [
    [x, y],
    [right - x, y],
    [right - x, bottom - y],
    [x, bottom - y],
    [y, x],
    [right - y, x],
    [right - y, bottom - x],
    [y, bottom - x],
  ] as const;
  return places[orientation - 1] ?? [x, y];
};

/** Where colours meet, kernels and codecs mix them: this much of a thumbnail's side beside each edge is left out. */
const edge = 0.06;

const isBesideEdge = (place: number): boolean => Math.abs(place - 0.5) < edge;

/**
 * The farthest that any channel of any pixel is off, seen on white, edges left out. `part` is what the thumbnail shows of the upright picture, of
 * the size that the picture has in `whole`.
 */
export const deviationOf = (
  picture: Picture,
  quarters: Quarters,
  part: Region,
  whole: {widthPx: number; heightPx: number},
): number => {
  let worst = 0;
  for (let y = 0; y < picture.heightPx; y += 1)
    for (let x = 0; x < picture.widthPx; x += 1) {
      const across = (part.leftPx + ((x + 0.5) * part.widthPx) / picture.widthPx) / whole.widthPx;
      const down = (part.topPx + ((y + 0.5) * part.heightPx) / picture.heightPx) / whole.heightPx;
      if (isBesideEdge(across) || isBesideEdge(down)) continue;
      const expected = quarters[quarterAt(across * widthPx, down * heightPx)];
      const at = (y * picture.widthPx + x) * picture.channels;
      const cover = picture.channels === 4 ? (picture.data[at + 3] ?? 0) / 255 : 1;
      for (const channel of [0, 1, 2] as const) {
        const seen = 255 + ((picture.data[at + channel] ?? 0) - 255) * cover;
        worst = Math.max(worst, Math.abs(Math.round(seen) - expected[channel]));
      }
    }
  return worst;
};
