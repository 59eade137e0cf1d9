import type {Item, Result, Run} from './interpreter.ts';
import {removePhoto, runName} from './photo-services.ts';
import type {Ending, Scenario} from './scenarios.ts';

/** A run, and what is wrong with how it ended. */
export type Case = {readonly title: string; readonly run: Run; readonly judge: (result: Result) => readonly string[]};

/** One task of a scenario that went undisturbed. */
export type Place = {
  readonly scenario: Scenario;
  readonly undisturbed: Result;
  readonly visit: number;
  readonly isLast: boolean;
  readonly state: string;
  /** The function or operation. */
  readonly called: string;
  /** As the task finds it. */
  readonly record: Item | null;
};

/** An attribute that is a text. */
export const textOf = (record: Item | null, name: string): string | undefined =>
  (record?.[name] as {readonly S?: string} | undefined)?.S;

/** Whether the photo is in this run's hands. */
export const isOurs = ({record}: Place): boolean =>
  textOf(record, 'status') === 'processing' && textOf(record, 'run') === runName;

const endingOf = ({status, record, calls}: Result): Ending => ({
  run: status,
  status: textOf(record, 'status'),
  reason: textOf(record, 'reason'),
  announced: calls.some(({resource}) => resource.includes(':sns:')),
  removed: calls.some(({arguments: {FunctionName}}) => FunctionName === removePhoto),
});

/** How the ending differs from the promised one. */
export const differences = (result: Result, promised: Partial<Ending>): readonly string[] => {
  const ending: Readonly<Record<string, unknown>> = endingOf(result);
  return Object.entries(promised)
    .filter(([name, value]) => ending[name] !== value)
    .map(([name, value]) => `expected ${name} ${value}, got ${ending[name]}`);
};
