import {type Machine, retrierOf} from './asl.ts';
import type {Interpreter, Result, Run, Visit} from './interpreter.ts';
import {calledBy, catchOf, stateOf} from './machine.ts';
import {unforeseen} from './service-faults.ts';
import {isShort, nameOfWalk, type Walk, walkOf} from './walks.ts';

/** A document, its runs as they begin, and what may be answered, by function or operation: first what usually is. */
export type Explorable = {
  readonly machine: Machine;
  readonly begins: readonly Run[];
  readonly possibleAnswers: Readonly<Record<string, readonly unknown[]>>;
};

export type Explored = {readonly run: Run; readonly result: Result; readonly walk: Walk};

/** The names of the tasks that a run visited. */
export const tasksVisited = ({events}: Result): readonly string[] =>
  events.flatMap(({type, name = ''}) => (type === 'TaskStateEntered' ? [name] : []));

/** How many ways a run has gone when it enters the task of this visit. */
export const waysBefore = (machine: Machine, walk: Walk, visit: number): number => {
  const entered = [machine.StartAt, ...walk.flatMap(({to}) => to ?? [])];
  const tasks = entered.flatMap((name, index) => (stateOf(machine, name).Type === 'Task' ? [index] : []));
  return tasks[visit] ?? walk.length;
};

/** An error that gets to the catcher, if there is one; rather one that is not tried again. */
const errorFor = (machine: Machine, name: string, index: number): string | undefined => {
  const state = stateOf(machine, name);
  const errors = (state.Catch?.[index]?.ErrorEquals ?? [])
    .map((error) => (error === 'States.ALL' ? unforeseen : error))
    .filter((error) => catchOf(machine, name, error)?.name === `${name}.Catch[${index}]`);
  return errors.find((error) => !retrierOf(state, error)) ?? errors[0];
};

/** All that may happen to a task but its usual answer. */
const unusual = ({machine, possibleAnswers}: Explorable, name: string): readonly Visit[] => {
  const state = stateOf(machine, name);
  const errors = new Set([
    unforeseen,
    ...(state.Catch ?? []).flatMap((_, index) => errorFor(machine, name, index) ?? []),
  ]);
  return [
    ...(possibleAnswers[calledBy(state)] ?? []).slice(1).map((result) => ({result})),
    ...[...errors].map((error) => ({errors: [error], always: true})),
  ];
};

/** The runs that differ from this one at one task that its plan leaves open, and are open after it. */
const variants = (workflow: Explorable, {run, result, walk}: Explored): readonly Run[] =>
  tasksVisited(result).flatMap((name, visit) => {
    const before = walk.slice(0, waysBefore(workflow.machine, walk, visit));
    if (visit < run.visits.length || !isShort(workflow.machine, before)) return [];
    const usual = Array.from({length: visit - run.visits.length}, () => ({}));
    return unusual(workflow, name).map((plan) => ({...run, visits: [...run.visits, ...usual, plan]}));
  });

/** Every walk that data can take, with a run that takes it: what each task meets is varied, one task after the other. */
export const explore = async (
  interpreter: Interpreter,
  workflow: Explorable,
): Promise<ReadonlyMap<string, Explored>> => {
  const {machine, begins} = workflow;
  const explored = new Map<string, Explored>();
  let runs = begins;
  while (runs.length > 0) {
    const results = await interpreter.run(machine, runs);
    const seen = runs.flatMap((run, index) => {
      const result = results[index];
      return result ? [{run, result, walk: walkOf(machine, result)}] : [];
    });
    for (const one of seen) {
      const name = nameOfWalk(one.walk);
      if (isShort(machine, one.walk) && !explored.has(name)) explored.set(name, one);
    }
    runs = seen.flatMap((one) => variants(workflow, one));
  }
  return explored;
};
