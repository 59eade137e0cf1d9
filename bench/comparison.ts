// The tables of a bench that measures whole processes: our side, the others, and their ratios.

import type {Figures} from './measure.ts';
import {type Round, ratio, type Spread, shown, spread, table} from './ratios.ts';

export type Comparison = {
  /** How many times longer the other side takes. */
  readonly wall: Spread;
  readonly cpu: Spread;
  /** What our side needs of the other's. */
  readonly memory: Spread;
};

export const compare = <Name extends string>(
  rounds: readonly Round<Name, Figures>[],
  ours: Name,
  theirs: Name,
): Comparison => ({
  wall: ratio(
    rounds,
    (round) => round[theirs].wallMs,
    (round) => round[ours].wallMs,
  ),
  cpu: ratio(
    rounds,
    (round) => round[theirs].cpuMs,
    (round) => round[ours].cpuMs,
  ),
  memory: ratio(
    rounds,
    (round) => round[ours].peakMib,
    (round) => round[theirs].peakMib,
  ),
});

export const figuresTable = <Name extends string>(
  rounds: readonly Round<Name, Figures>[],
  titles: Readonly<Record<Name, string>>,
): string => {
  const rows = Object.entries<string>(titles).map(([key, title]) => {
    const of = (pick: (figures: Figures) => number) => spread(rounds.map((round) => pick(round[key as Name])));

    return [
      title,
      shown(
        of(({wallMs}) => wallMs / 1000),
        2,
        ' s',
      ),
      shown(
        of(({cpuMs}) => cpuMs / 1000),
        2,
        ' s',
      ),
      shown(
        of(({peakMib}) => peakMib),
        0,
        ' MiB',
      ),
    ];
  });

  return table([['', 'wall', 'CPU', 'peak memory'], ...rows]);
};

export const ratiosTable = <Name extends string>(
  rounds: readonly Round<Name, Figures>[],
  titles: Readonly<Record<Name, string>>,
  ours: Name,
): string => {
  const rows = Object.entries<string>(titles).flatMap(([key, title]) => {
    const {wall, cpu, memory} = compare(rounds, ours, key as Name);

    return key === ours ? [] : [[title, shown(wall, 1, 'x'), shown(cpu, 1, 'x'), shown(memory, 2)]];
  });

  return table([[`${titles[ours]} against`, 'faster', 'less CPU', 'share of its memory'], ...rows]);
};
