// Pure: what the deployed workflow says of a run that is under way: how far it is, and how often a state tries.

import {isOver, type Run, statesDone} from './run-history.ts';

type Retrier = {readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number};

type State = {
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly {readonly Next: string}[];
  readonly Retry?: readonly Retrier[];
};

/** The parts that are read of a state machine's document (https://states-language.net). */
export type Definition = {readonly StartAt: string; readonly States: Readonly<Record<string, State>>};

/** Of a definition as DescribeStateMachine gives it, which Step Functions has checked. */
export const parseDefinition = (document: string): Definition => JSON.parse(document);

const nextStates = ({Next, Default, Choices = []}: State): readonly string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next)].filter((name) => name !== undefined);

/** The usual way on from a state, with it: along Next, and at a Choice the longest way, since it is refusals that cut a run short. */
export const usualWay = (
  {States}: Pick<Definition, 'States'>,
  from: string,
  before: readonly string[] = [],
): readonly string[] => {
  const state = States[from];
  if (!state || before.includes(from)) return [];
  const ways = nextStates(state).map((next) => usualWay({States}, next, [...before, from]));
  return [from, ...ways.reduce((longest, way) => (way.length > longest.length ? way : longest), [])];
};

/** How many states a run has done, and of how many if all goes well from where it is. */
export const progressOf = (run: Run, definition: Definition): {readonly done: number; readonly of: number} => {
  const done = statesDone(run).length;
  if (isOver(run)) return {done, of: done};
  const last = run.states.at(-1);
  const left = usualWay(definition, last?.name ?? definition.StartAt).length;
  return {done, of: done + Math.max(0, last?.leftAt ? left - 1 : left)};
};

/** How often a state is tried in all if it goes on failing with this error; 1 if that is not retried. */
export const attemptsAllowed = ({States}: Definition, state: string, error: string): number => {
  const retrier = States[state]?.Retry?.find(({ErrorEquals}) =>
    ErrorEquals.some((name) => name === error || name === 'States.ALL' || name === 'States.TaskFailed'),
  );
  // 3 is what Step Functions takes where the document says nothing.
  return 1 + (retrier ? (retrier.MaxAttempts ?? 3) : 0);
};
