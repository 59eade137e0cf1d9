// Sides run in turn, and what one is in relation to another, pair by pair: a ratio holds where the machine's speed drifts.

export type Side<Name extends string, Run> = {readonly name: Name; readonly run: () => Promise<Run>};

/** One turn of every side, by the side's name. */
export type Round<Name extends string, Run> = Readonly<Record<Name, Run>>;

export type Spread = {readonly median: number; readonly min: number; readonly max: number};

/** A B C A B C …; a first round warms caches and is not counted. */
export const inTurn = async <Name extends string, Run>(
  sides: readonly Side<Name, Run>[],
  pairs: number,
  onRound: (done: number) => void,
): Promise<readonly Round<Name, Run>[]> => {
  const rounds: Round<Name, Run>[] = [];

  for (let turn = 0; turn <= pairs; turn++) {
    const runs: [Name, Run][] = [];

    for (const {name, run} of sides) {
      runs.push([name, await run()]);
    }

    if (turn > 0) {
      rounds.push(Object.fromEntries(runs) as Round<Name, Run>);
    }

    onRound(turn);
  }

  return rounds;
};

/** @throws if there are no values: an empty bench must not look like a reached goal. */
export const spread = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];

  if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
    throw new Error('expected at least one value to have a spread, got none');
  }

  return {median: (lower + upper) / 2, min, max};
};

/** How many times `of` is what `to` is, pair by pair. */
export const ratio = <Item>(rounds: readonly Item[], of: (item: Item) => number, to: (item: Item) => number): Spread =>
  spread(rounds.map((round) => of(round) / to(round)));

export const shown = ({median, min, max}: Spread, digits: number, unit = ''): string =>
  `${median.toFixed(digits)}${unit} (${min.toFixed(digits)}…${max.toFixed(digits)})`;

/** Markdown; the first row holds the headings, the first column the names. */
export const table = ([headings = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

  return [line(headings), line(headings.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
};
