/** One place where things wait that went wrong. */
export type Section = {
  readonly title: string;
  /** What waits, in words; nothing is changed. */
  find(): Promise<readonly string[]>;
  replay(say: (progress: string) => void): Promise<Tally>;
};

export type Tally = {
  readonly replayed: number;
  /** Why the others could not be, a sentence each. */
  readonly left: readonly string[];
};

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

export const sum = (tallies: readonly Tally[]): Tally => ({
  replayed: tallies.reduce((total, {replayed}) => total + replayed, 0),
  left: tallies.flatMap(({left}) => left),
});

export const inBrief = ({replayed, left}: Tally): string => {
  if (left.length > 0) return `${replayed} replayed, ${left.length} could not be`;
  return replayed === 0 ? 'nothing' : `${replayed} replayed`;
};

/** Sentences that are the same are said once, with their number. */
const grouped = (sentences: readonly string[]): readonly string[] =>
  [...Map.groupBy(sentences, (sentence) => sentence)].map(([sentence, {length}]) =>
    length === 1 ? sentence : `${length} times: ${sentence}`,
  );

export const tallyLines = ({replayed, left}: Tally): readonly string[] => {
  if (left.length > 0)
    return [
      `${replayed} replayed; ${count(left.length, 'thing')} could not be:`,
      ...grouped(left).map((sentence) => `  ${sentence}`),
    ];
  return [replayed === 0 ? 'nothing to replay' : `${replayed} replayed; nothing is left`];
};
