// Whether samples of several groups could as well be samples of one.
import type {Chance} from '../interleavings/random-choices.ts';

const quantile = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
};

const ascending = (samples: readonly number[]): readonly number[] => samples.toSorted((one, other) => one - other);

export const median = (samples: readonly number[]): number => quantile(ascending(samples), 0.5);

/** Between which half of the samples lie. */
export const middleHalf = (samples: readonly number[]): readonly [number, number] => {
  const sorted = ascending(samples);
  return [quantile(sorted, 0.25), quantile(sorted, 0.75)];
};

/** Between the lowest and the highest median. */
export const gap = (groups: readonly (readonly number[])[]): number => {
  const medians = groups.map(median);
  return Math.max(...medians) - Math.min(...medians);
};

const shuffled = <T>(all: readonly T[], chance: Chance): readonly T[] => {
  const mixed = [...all];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = chance.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
};

/**
 * A permutation test: in which share of random divisions of all samples the medians lie at least as far apart as in the true one, and how far
 * they lie apart in one of twenty.
 */
export const permute = (groups: readonly (readonly number[])[], chance: Chance, rounds = 2_000) => {
  const found = gap(groups);
  const all = groups.flat();
  const gaps = Array.from({length: rounds}, () => {
    const mixed = shuffled(all, chance);
    let from = 0;
    return gap(
      groups.map(({length}) => {
        from += length;
        return mixed.slice(from - length, from);
      }),
    );
  });
  const share = (gaps.filter((one) => one >= found).length + 1) / (rounds + 1);
  return {gap: found, share, noise: quantile(ascending(gaps), 0.95)};
};
