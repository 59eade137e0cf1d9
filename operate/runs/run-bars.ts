// Pure: the runs under way as bars, for a terminal that redraws them.

import {attemptsAllowed, type Definition, progressOf} from './run-definition.ts';
import type {Run} from './run-history.ts';
import {endLine, faultText, nameOf, type Paint, seconds, short, stateWidth} from './run-lines.ts';
import type {StateRow} from './run-states.ts';

/** What the bars are drawn for; sizes in characters. */
export type Canvas = {readonly now: Date; readonly columns: number; readonly rows: number; readonly paint: Paint};

const barWidth = 16;

const barOf = ({done, of}: {readonly done: number; readonly of: number}): string => {
  const full = of === 0 ? 0 : Math.round((barWidth * done) / of);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
};

/** Which attempt it is and why; nothing while the first one runs, or once the state was left. How many there may be goes by the last fault alone. */
const attemptOf = ({name, leftAt, attempts, failures, fault}: StateRow, definition: Definition): string => {
  if (!fault || leftAt) return '';
  const allowed = Math.max(attempts, attemptsAllowed(definition, name, fault.error));
  const which = `attempt ${attempts} of ${allowed}`;
  return failures < attempts ? `${which}, after ${faultText(fault)}` : `${which} failed: ${faultText(fault)}`;
};

const linesOf = (run: Run, definition: Definition, {now, columns, paint}: Canvas): readonly string[] => {
  const progress = progressOf(run, definition);
  const row = run.states.at(-1);
  const name = nameOf(run).padEnd(26);
  const bar = barOf(progress);
  const count = `${progress.done}/${progress.of}`.padStart(5);
  const state = `${(row?.name ?? 'starting').padEnd(stateWidth)} ${seconds(row?.enteredAt ?? run.startedAt, row?.leftAt ?? now)}`;
  const plain = `${name}  ${bar} ${count}  ${state}`;
  const painted = `${paint('bold', name)}  ${paint('cyan', bar)} ${count}  ${state}`;
  const attempt = row ? attemptOf(row, definition) : '';
  return [
    plain.length < columns ? painted : short(plain, columns - 1),
    ...(attempt ? [paint('yellow', short(`  ${attempt}`, columns - 1))] : []),
  ];
};

/** Oldest first, as many runs as there is room for. */
export const barLines = (runs: readonly Run[], definition: Definition, canvas: Canvas): readonly string[] => {
  if (runs.length === 0) return [canvas.paint('dim', 'no run is under way; Ctrl-C ends')];
  const room = Math.max(2, canvas.rows - 3);
  const lines: string[] = [];
  for (const [index, run] of runs.entries()) {
    const more = linesOf(run, definition, canvas);
    if (lines.length + more.length > room)
      return [...lines, canvas.paint('dim', `… and ${runs.length - index} more under way`)];
    lines.push(...more);
  }
  return lines;
};

const slowMilliseconds = 100;

/** How a run ended, and the states that took their time. */
export const endedLines = (run: Run, paint: Paint): readonly string[] => {
  const slow = run.states.filter(
    ({enteredAt, leftAt}) => leftAt && leftAt.getTime() - enteredAt.getTime() >= slowMilliseconds,
  );
  const times = slow.map(({name, enteredAt, leftAt, attempts}) =>
    [name, seconds(enteredAt, leftAt).trim(), ...(attempts > 1 ? [`in ${attempts} attempts`] : [])].join(' '),
  );
  return [endLine(run, paint), ...(times.length > 0 ? [paint('dim', `  ${times.join(', ')}`)] : [])];
};
