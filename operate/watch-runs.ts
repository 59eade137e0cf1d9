import {setTimeout as delay} from 'node:timers/promises';
import {newsLines, type Paint, statesDone} from './run-lines.ts';
import {listExecutions, readRun, type Workflow} from './run-reader.ts';

const pollMilliseconds = 1000;

/** Of each run that is told about: how many of its states, and whether its end. */
type Told = {readonly states: number; readonly over: boolean};

/** Prints what happens to runs that are under way or start later, until the signal. `seen` are those that were printed before. */
export const watchRuns = async (
  workflow: Workflow,
  {
    seen,
    limit,
    print,
    paint,
    signal,
  }: {
    readonly seen: readonly string[];
    readonly limit: number;
    readonly print: (line: string) => void;
    readonly paint: Paint;
    readonly signal: AbortSignal;
  },
): Promise<void> => {
  const told = new Map<string, Told>(seen.map((name) => [name, {states: 0, over: true}]));
  while (!signal.aborted) {
    const executions = await listExecutions(workflow, limit);
    for (const execution of executions.toReversed()) {
      const before = told.get(execution.name ?? '') ?? {states: 0, over: false};
      if (before.over) continue;
      const run = await readRun(workflow, execution);
      for (const line of newsLines(run, before.states, paint)) print(line);
      told.set(run.name, {states: statesDone(run).length, over: run.status !== 'running'});
    }
    await delay(pollMilliseconds, undefined, {signal}).catch(() => undefined);
  }
};
