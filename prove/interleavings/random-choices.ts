import {seededRandom} from '../../test/photos/seeded-random.ts';

/** Everything that chance decides in one life. */
export type Chance = {
  /** From 0 to below 1. */
  next(): number;
  /** Whole, from 0 to below `end`. */
  below(end: number): number;
  isLess(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A place among the weights. */
  place(weights: readonly number[]): number;
  /** A name among the weights. */
  name<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
};

export const chanceOf = (seed: number): Chance => {
  // Neighbouring seeds must not begin alike.
  const next = seededRandom(Math.imul(seed + 1, 0x9e3779b1));

  const place = (weights: readonly number[]): number => {
    let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
    const found = weights.findIndex((weight) => {
      rest -= weight;

      return rest < 0;
    });

    return found < 0 ? weights.length - 1 : found;
  };

  return {
    next,
    place,
    below: (end) => Math.floor(next() * end),
    isLess: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    name: <Name extends string>(weights: Readonly<Record<Name, number>>) =>
      Object.keys(weights)[place(Object.values(weights))] as Name,
  };
};
