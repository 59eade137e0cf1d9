// What many lives come to: how they ended, what happened in them, and what was wrong.

import type {Interleaving} from './interleave.ts';

const seedsShown = 12;

const add = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const linesOf = (title: string, counts: ReadonlyMap<string, number>): readonly string[] => [
  `\n${title}`,
  ...[...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${String(count).padStart(7)}  ${name}`),
];

export const tallyLives = () => {
  const [statuses, deeds, leftovers] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const wrongs = new Map<string, number[]>();
  let [lives, steps, wrongLives] = [0, 0, 0];

  return {
    count: (life: Interleaving): void => {
      lives += 1;
      steps += life.steps;
      wrongLives += life.wrongs.length > 0 ? 1 : 0;
      add(statuses, life.status);

      for (const name of Object.keys(life.deeds)) {
        add(deeds, name);
      }

      if (life.isFaultless) {
        add(deeds, 'no fault at all');
      }

      if (life.isGivenUp) {
        add(leftovers, `${life.status} photos that three runs could not make anew, and that stay as they were`);
      }

      if (life.leftovers > 0) {
        add(
          leftovers,
          `${life.status} photos with thumbnails of a run that came to nothing, which no record ever named`,
        );
      }

      for (const wrong of life.wrongs) {
        wrongs.set(wrong, [...(wrongs.get(wrong) ?? []), life.seed]);
      }
    },

    wrongLives: () => wrongLives,
    progress: (of: number): string => `${lives} of ${of} lives, ${steps} steps, ${wrongLives} wrong`,

    lines: (): readonly string[] => [
      ...linesOf('How they ended', statuses),
      ...linesOf('In how many lives it happened', deeds),
      ...linesOf('What is left', leftovers),
      ...[...wrongs].map(
        ([wrong, seeds]) =>
          `\nwrong in ${seeds.length} lives: ${wrong}\n  seeds ${seeds.slice(0, seedsShown).join(', ')}`,
      ),
    ],
  };
};
