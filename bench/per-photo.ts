// Ratios of several photos: pair by pair for each, then over the photos.

import type {BenchPhoto} from './photos.ts';
import {inTurn, ratio, type Spread, shown, spread, table} from './ratios.ts';
import type {CpuMs, Work} from './resize-sides.ts';

export type Sides<Name extends string> = Readonly<Record<Name, CpuMs>>;

/** Per photo, what our side needs of another's, over the pairs. */
export type PhotoRatio = {readonly photo: BenchPhoto; readonly of: Spread};

export type Measured<Name extends string> = readonly {
  readonly work: Work;
  readonly rounds: readonly Readonly<Record<Name, number>>[];
}[];

export const measureWorks = async <Name extends string>(
  sides: Sides<Name>,
  works: readonly Work[],
  pairs: number,
): Promise<Measured<Name>> => {
  const measured: Measured<Name>[number][] = [];

  for (const work of works) {
    console.error(`  ${work.photo.name}: ${pairs} rounds after one to warm up …`);

    const names = Object.keys(sides) as Name[];
    const rounds = await inTurn(
      names.map((name) => ({name, run: () => sides[name](work)})),
      pairs,
      () => {},
    );

    measured.push({work, rounds});
  }

  return measured;
};

export const ratiosOf = <Name extends string>(measured: Measured<Name>, ours: Name, theirs: Name): PhotoRatio[] =>
  measured.map(({work, rounds}) => ({
    photo: work.photo,
    of: ratio(
      rounds,
      (round) => round[ours],
      (round) => round[theirs],
    ),
  }));

/** Of the photos' medians. */
export const overPhotos = (ratios: readonly PhotoRatio[]): Spread => spread(ratios.map(({of}) => of.median));

/** A row a photo: milliseconds of each side, and our share of each. */
export const photosTable = <Name extends string>(
  measured: Measured<Name>,
  titles: Readonly<Record<Name, string>>,
  against: readonly (readonly [ours: Name, theirs: Name])[],
): string => {
  const names = Object.keys(titles) as Name[];

  return table([
    [
      '',
      ...names.map((name) => titles[name]),
      ...against.map(([ours, theirs]) => `${titles[ours]} / ${titles[theirs]}`),
    ],
    ...measured.map(({work, rounds}) => [
      work.photo.name,
      ...names.map((name) => shown(spread(rounds.map((round) => round[name])), 0, ' ms')),
      ...against.map(([ours, theirs]) =>
        shown(
          ratio(
            rounds,
            (round) => round[ours],
            (round) => round[theirs],
          ),
          2,
        ),
      ),
    ]),
  ]);
};
