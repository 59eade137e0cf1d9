// Pure: runs as lines for a terminal.

import type {styleText} from 'node:util';
import {isOver, type Run, type RunStatus, statesDone} from './run-history.ts';
import type {Fault, StateRow} from './run-states.ts';

type Style = 'green' | 'yellow' | 'red' | 'cyan' | 'dim' | 'bold';

/** Colours a text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style & Parameters<typeof styleText>[0], text: string) => string;

export const statusStyles: Record<RunStatus, Style> = {
  running: 'cyan',
  ready: 'green',
  rejected: 'yellow',
  duplicate: 'dim',
  superseded: 'dim',
  removed: 'dim',
  sent: 'green',
  withdrawn: 'dim',
  failed: 'red',
  'timed out': 'red',
  aborted: 'red',
  ended: 'dim',
};

export const stateWidth = 'UnannouncedPhoto'.length;
const statusWidth = 'superseded'.length;

export const seconds = (from: Date, to: Date | undefined): string =>
  (to ? `${(Math.max(0, to.getTime() - from.getTime()) / 1000).toFixed(2)} s` : '').padStart(9);

const stamp = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

const attempts = ({attempts: count}: StateRow): string => (count > 1 ? `${count} attempts` : '');

export const short = (sentence: string, width = 200): string =>
  sentence.length <= width ? sentence : `${sentence.slice(0, Math.max(0, width - 1))}…`;

export const faultText = ({error, cause}: Fault): string => (cause ? `${error}: ${cause}` : error);

export const nameOf = ({photo, post, name}: Run): string => photo ?? post ?? name;

const stateLine = (row: StateRow, paint: Paint): string =>
  `${row.name.padEnd(stateWidth)} ${seconds(row.enteredAt, row.leftAt)}  ${[
    paint('yellow', attempts(row)),
    paint('red', row.fault ? short(faultText(row.fault)) : ''),
  ]
    .filter(Boolean)
    .join('  ')}`.trimEnd();

const headline = (run: Run, paint: Paint): string =>
  `${paint('bold', nameOf(run))}  ${paint(statusStyles[run.status], run.status.padEnd(statusWidth))} ${seconds(run.startedAt, run.endedAt)}`;

const reasonOf = (run: Run, paint: Paint): readonly string[] =>
  run.reason ? [paint(statusStyles[run.status], short(run.reason))] : [];

/** One run: a headline, a line a state, and why it did not end with a ready photo. */
export const runLines = (run: Run, paint: Paint): readonly string[] => [
  `${headline(run, paint)}  ${paint('dim', `${stamp(run.startedAt)}  run ${run.name}`)}`,
  ...run.states.map((row) => `  ${stateLine(row, paint)}`),
  ...reasonOf(run, paint).map((reason) => `  ${reason}`),
];

/** How a run ended, on one line. */
export const endLine = (run: Run, paint: Paint): string => [headline(run, paint), ...reasonOf(run, paint)].join('  ');

/** What has happened to a run since the states of these ids were told; each line names its photo, since runs interleave. */
export const newsLines = (run: Run, told: ReadonlySet<number>, paint: Paint): readonly string[] => [
  ...statesDone(run)
    .filter(({id}) => !told.has(id))
    .map((row) => `${paint('dim', nameOf(run))}  ${stateLine(row, paint)}`),
  ...(isOver(run) ? [endLine(run, paint)] : []),
];
