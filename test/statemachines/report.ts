import type {Coverage} from './coverage.ts';

/** What the interpreter does otherwise than AWS or not at all, so that no run here shows it. */
export const notShown: readonly string[] = [
  'the machine’s TimeoutSeconds: it is not enforced; npm run prove -- interleavings shows the sweep that follows a run of photos that died',
  'a task’s TimeoutSeconds: States.Timeout is thrown as any other error, no call takes that long here',
  'how long a Retry waits: IntervalSeconds and BackoffRate take no time here, MaxDelaySeconds and JitterStrategy are not known',
  'States.Runtime and States.DataLimitExceeded, which no Retry and no Catch may take on AWS: no run here has one',
  'the execution role, and whether AWS takes a call’s arguments: the run against the whole local engine shows those',
];

const missingLines = (names: readonly string[]): readonly string[] => names.map((name) => `    not shown: ${name}`);

/** Covered and total by kind, then what no data can do. */
export const reportOf = ({counts, impossible, runs, flaws}: Coverage): readonly string[] => [
  ...counts.flatMap(({kind, total, missing}) => [
    `${kind.padEnd(18)} ${`${total - missing.length}/${total}`.padStart(8)}`,
    ...missingLines(missing),
  ]),
  `by ${runs} runs`,
  ...[...impossible].map(([branch, paths]) => `no data takes (${paths} paths): ${branch}`),
  ...flaws.map((flaw) => `wrong: ${flaw}`),
];
