// What the reference picture's quarters are, as pictures without colours, with more depth or with holes keep them.
import {levels} from './conformance-row.ts';
import {colours} from './reference.ts';

type Samples = readonly (readonly number[])[];

export const deepen = (samples: Samples): Samples => samples.map((colour) => colour.map((value) => value * 257));

export const greys = levels(40, 100, 160, 230);
export const greySamples: Samples = greys.map(([level]) => [level]);

/** An index or a level of two bits. */
export const places: Samples = [[0], [1], [2], [3]];
export const palette = Buffer.from(colours.flat());

export const alphas: readonly number[] = [255, 0, 128, 255];
export const withAlphas = (samples: Samples): Samples => samples.map((colour, at) => [...colour, alphas[at] ?? 0]);
