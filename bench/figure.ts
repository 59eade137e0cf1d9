// A figure of the README's table: measured by a command of its own, or by `npm run bench` with the others.

import {readOptions, runCommand} from '../operate/command-line.ts';
import {leastPairs, parsePairs} from './pairs.ts';
import {table} from './ratios.ts';

/** A row of the table. Without `goal` it is shown for comparison alone. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly goal?: {readonly text: string; readonly reached: boolean};
};

export type Figure = {
  /** `npm run` this. */
  readonly script: string;
  /** What it does and compares, in a sentence. */
  readonly about: string;
  /** Measures, and prints whatever else it has to tell. */
  readonly measure: (pairs: number) => Promise<readonly Row[]>;
};

const verdict = ({goal}: Row): string => (goal ? `${goal.text}: ${goal.reached ? 'reached' : '**missed**'}` : '–');

export const rowsTable = (rows: readonly Row[]): string =>
  table([['', 'measured', 'goal'], ...rows.map((row) => [row.what, row.measured, verdict(row)])]);

/** A sentence for each goal that is missed. */
export const missesOf = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap(({what, measured, goal}) =>
    goal && !goal.reached ? [`expected ${goal.text} for '${what}', got ${measured}`] : [],
  );

export const benchOptions = {
  pairs: {type: 'string', default: String(leastPairs)},
  help: {type: 'boolean', default: false},
} as const;

export const usageOf = (script: string, about: string): string => `usage: npm run ${script} -- [options]

  ${about} Exits with 1 if a goal is missed.

  --pairs N    how often each side, ${leastPairs} at least and unless told
  --help`;

/** One figure as a command. */
export const runFigure = ({script, about, measure}: Figure): Promise<void> =>
  runCommand(async () => {
    const {pairs, help} = readOptions(script, benchOptions);

    if (help) {
      console.log(usageOf(script, about));

      return;
    }

    const rows = await measure(parsePairs(pairs));
    const misses = missesOf(rows);

    console.log(`\n${rowsTable(rows)}`);

    for (const miss of misses) {
      console.error(miss);
    }

    process.exitCode = misses.length > 0 ? 1 : 0;
  });
