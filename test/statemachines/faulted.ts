import {attemptsOf, type Machine, type Retrier, retrierOf, type State} from './asl.ts';
import {type Explored, tasksVisited, waysBefore} from './explore.ts';
import type {Interpreter, Result, Run, Visit} from './interpreter.ts';
import {catchOf, stateOf, tasksOf} from './machine.ts';
import {unforeseen} from './service-faults.ts';
import {walkOf} from './walks.ts';

/** One promise of a Retry or Catch: what a task meets, and then how often it is called and which way it is left. */
type Fault = {
  readonly kind: 'retried errors' | 'retriers used up' | 'caught errors';
  readonly name: string;
  readonly task: string;
  readonly plan: Visit;
  readonly calls: number;
  readonly way: string | undefined;
};

export type Faulted = {readonly fault: Fault; readonly run: Run; readonly result: Result; readonly holds: boolean};

const raised = (error: string): string => (error === 'States.ALL' ? unforeseen : error);

const answeredWay = (task: string, {Next}: State): string => `${task}.${Next ? 'Next' : 'End'}`;

const faultsOfRetrier = (machine: Machine, task: string, retrier: Retrier, index: number): readonly Fault[] => {
  const state = stateOf(machine, task);
  const name = `${task}.Retry[${index}]`;
  const tries = attemptsOf(retrier);
  const way = answeredWay(task, state);
  const [first = unforeseen] = retrier.ErrorEquals.map(raised);
  const isShadowed = (error: string) => retrierOf(state, error) !== retrier;
  const all = {errors: [first], always: true};
  return [
    ...retrier.ErrorEquals.map(raised).map((error) => ({
      kind: 'retried errors' as const,
      name: `${name} ${error}`,
      task,
      plan: {errors: [error]},
      calls: 2,
      way: isShadowed(error) ? undefined : way,
    })),
    {
      kind: 'retriers used up',
      name: `${name} at its last try`,
      task,
      plan: {errors: Array<string>(tries).fill(first)},
      calls: tries + 1,
      way,
    },
    {
      kind: 'retriers used up',
      name: `${name} for nothing`,
      task,
      plan: all,
      calls: tries + 1,
      way: catchOf(machine, task, first)?.name,
    },
  ];
};

const faultsOfCatcher = (machine: Machine, task: string, errors: readonly string[], index: number): readonly Fault[] =>
  errors.map(raised).map((error) => {
    const retrier = retrierOf(stateOf(machine, task), error);
    return {
      kind: 'caught errors',
      name: `${task}.Catch[${index}] ${error}`,
      task,
      plan: {errors: [error], always: true},
      calls: 1 + (retrier ? attemptsOf(retrier) : 0),
      way: `${task}.Catch[${index}]`,
    };
  });

/** Every error name of every retrier and catcher, and every retrier used up. */
export const faultsIn = (machine: Machine): readonly Fault[] =>
  tasksOf(machine).flatMap(([task, {Retry = [], Catch = []}]) => [
    ...Retry.flatMap((retrier, index) => faultsOfRetrier(machine, task, retrier, index)),
    ...Catch.flatMap(({ErrorEquals}, index) => faultsOfCatcher(machine, task, ErrorEquals, index)),
  ]);

/** The shortest way to a task: a run that visits it, and at which of its visits. */
const wayTo = (explored: readonly Explored[], task: string) =>
  explored
    .flatMap(({run, result}) => {
      const visit = tasksVisited(result).indexOf(task);
      return visit < 0 ? [] : [{run, visit}];
    })
    .sort((one, other) => one.visit - other.visit)[0];

/** Runs every fault at the first place that gets there; one without such a place does not hold. */
export const runFaults = async (
  interpreter: Interpreter,
  machine: Machine,
  explored: readonly Explored[],
): Promise<readonly Faulted[]> => {
  const planned = faultsIn(machine).flatMap((fault) => {
    const place = wayTo(explored, fault.task);
    if (!place) return [];
    const before = Array.from({length: place.visit}, (_, visit) => place.run.visits[visit] ?? {});
    return [{fault, visit: place.visit, run: {...place.run, visits: [...before, fault.plan]}}];
  });
  const results = await interpreter.run(
    machine,
    planned.map(({run}) => run),
  );
  return planned.flatMap(({fault, visit, run}, index) => {
    const result = results[index];
    if (!result) return [];
    const walk = walkOf(machine, result);
    const way = walk[waysBefore(machine, walk, visit)]?.name;
    const calls = result.calls.filter((call) => call.visit === visit).length;
    return [{fault, run, result, holds: way !== undefined && way === fault.way && calls === fault.calls}];
  });
};
