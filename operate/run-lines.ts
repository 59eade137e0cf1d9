// Pure: runs as lines for a terminal.

import type {styleText} from 'node:util';
import type {Run, RunStatus, StateRow} from './run-history.ts';

type Style = 'green' | 'yellow' | 'red' | 'cyan' | 'dim' | 'bold';

/** Colours a text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style & Parameters<typeof styleText>[0], text: string) => string;

const styles: Record<RunStatus, Style> = {
  running: 'cyan',
  ready: 'green',
  rejected: 'yellow',
  duplicate: 'dim',
  superseded: 'dim',
  failed: 'red',
  'timed out': 'red',
  aborted: 'red',
  ended: 'dim',
};

const nameWidth = 'UnannouncedPhoto'.length;
const statusWidth = 'superseded'.length;

const seconds = (from: Date, to: Date | undefined): string =>
  (to ? `${((to.getTime() - from.getTime()) / 1000).toFixed(2)} s` : '').padStart(9);

const stamp = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

const attempts = ({attempts: count}: StateRow): string => (count > 1 ? `${count} attempts` : '');

const short = (sentence: string): string => (sentence.length <= 200 ? sentence : `${sentence.slice(0, 199)}…`);

const fault = ({fault: found}: StateRow): string => (found ? short(`${found.error}: ${found.cause}`) : '');

const stateLine = (row: StateRow, paint: Paint): string =>
  `${row.name.padEnd(nameWidth)} ${seconds(row.enteredAt, row.leftAt)}  ${[
    paint('yellow', attempts(row)),
    paint('red', fault(row)),
  ]
    .filter(Boolean)
    .join('  ')}`.trimEnd();

const headline = (run: Run, paint: Paint): string =>
  `${paint('bold', run.photo ?? run.name)}  ${paint(styles[run.status], run.status.padEnd(statusWidth))} ${seconds(run.startedAt, run.endedAt)}`;

const reasonOf = (run: Run, paint: Paint): readonly string[] =>
  run.reason ? [paint(styles[run.status], short(run.reason))] : [];

/** One run: a headline, a line a state, and why it did not end with a ready photo. */
export const runLines = (run: Run, paint: Paint): readonly string[] => [
  `${headline(run, paint)}  ${paint('dim', `${stamp(run.startedAt)}  run ${run.name}`)}`,
  ...run.states.map((row) => `  ${stateLine(row, paint)}`),
  ...reasonOf(run, paint).map((reason) => `  ${reason}`),
];

const isOver = ({status}: Run): boolean => status !== 'running';

/** The states that are done with: those left, and once the run is over the one it ended in too. */
export const statesDone = (run: Run): readonly StateRow[] =>
  isOver(run) ? run.states : run.states.filter(({leftAt}) => leftAt);

/** What has happened to a run since `told` of its states were printed; each line names its photo, since runs interleave. */
export const newsLines = (run: Run, told: number, paint: Paint): readonly string[] => [
  ...statesDone(run)
    .slice(told)
    .map((row) => `${paint('dim', run.photo ?? run.name)}  ${stateLine(row, paint)}`),
  ...(isOver(run) ? [[headline(run, paint), ...reasonOf(run, paint)].join('  ')] : []),
];
