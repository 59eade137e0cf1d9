// A kind of photo, and what has to become of it.
import {type Colour, colours, type Quarters} from './reference.ts';

type Make = () => Uint8Array | Promise<Uint8Array>;

export type Row = {
  readonly group: 'Orientation' | 'Colours' | 'Depths and transparency' | 'Ways of storing';
  readonly input: string;
  readonly becomes: string;
  /** All of them must become the same. */
  readonly variants: readonly Make[];
  /** What is to be seen, on white. */
  readonly quarters: Quarters;
  /** Steps of 255 that any pixel may be off. */
  readonly limit: number;
};

export const limit = 10;
export const white: Colour = [255, 255, 255];
export const levels = (a: number, b: number, c: number, d: number): Quarters =>
  [a, b, c, d].map((level): Colour => [level, level, level]) as unknown as Quarters;
export const onWhite = (quarters: Quarters, alphas: readonly number[]): Quarters =>
  quarters.map((colour, at) =>
    colour.map((value) => Math.round(255 + ((value - 255) * (alphas[at] ?? 255)) / 255)),
  ) as unknown as Quarters;

export const row =
  (group: Row['group'], becomes: string, quarters: Quarters = colours) =>
  (input: string, make: Make, options: Partial<Pick<Row, 'becomes' | 'quarters' | 'limit'>> = {}): Row => ({
    group,
    input,
    becomes,
    variants: [make],
    quarters,
    limit,
    ...options,
  });
