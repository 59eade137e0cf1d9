import type {Machine} from './asl.ts';
import {type Explorable, type Explored, explore} from './explore.ts';
import {type Faulted, faultsIn, runFaults} from './faulted.ts';
import {type FlawRules, flawsOf} from './flaws.ts';
import type {Interpreter} from './interpreter.ts';
import {waysOf} from './machine.ts';
import {nameOfWalk, walksOf} from './walks.ts';

/** Of one kind: how many there are, and which of them no run has shown. */
export type Count = {readonly kind: string; readonly total: number; readonly missing: readonly string[]};

export type Coverage = {
  readonly counts: readonly Count[];
  /** The branches where a path leaves what any data can do, each with how it was come to, and the number of such paths. */
  readonly impossible: ReadonlyMap<string, number>;
  readonly runs: number;
  /** What was wrong with any of the runs. */
  readonly flaws: readonly string[];
  /** By the last state, the endings that runs had. */
  readonly endings: ReadonlyMap<string, number>;
};

const count = (kind: string, all: readonly string[], shown: ReadonlySet<string>): Count => ({
  kind,
  total: all.length,
  missing: all.filter((name) => !shown.has(name)),
});

/** Where a path that nothing took leaves the paths that were taken: the way before the branch, and the branch. */
const departure = (walk: readonly string[], starts: ReadonlySet<string>): string => {
  const length = walk.findIndex((_, index) => !starts.has(walk.slice(0, index + 1).join(' ')));
  const since = walk.slice(0, length).findLastIndex((name) => /\.(Catch|Choices|Default)/.test(name));
  return walk.slice(Math.max(since, 0), length + 1).join(' ');
};

const tally = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const pathsOf = (machine: Machine, explored: ReadonlyMap<string, Explored>) => {
  const walks = walksOf(machine).map((walk) => walk.map(({name}) => name));
  const starts = new Set<string>();
  for (const {walk} of explored.values())
    for (const [index] of walk.entries()) starts.add(nameOfWalk(walk.slice(0, index + 1)));
  const left = walks
    .filter((walk) => !explored.has(walk.join(' ')))
    .map((walk) => ({name: walk.join(' '), at: departure(walk, starts)}));
  // Only a branch can be closed to all data: an answer and an error are always possible.
  const isBranch = ({at}: {readonly at: string}) => /\.(Choices\[\d+\]|Default)$/.test(at);
  const impossible = left.filter(isBranch);
  const possible = new Set(impossible.map(({name}) => name));
  const all = walks.map((walk) => walk.join(' ')).filter((name) => !possible.has(name));
  return {paths: count('paths', all, new Set(explored.keys())), impossible: tally(impossible.map(({at}) => at))};
};

const countFaults = (machine: Machine, faulted: readonly Faulted[]): readonly Count[] => {
  const held = new Set(faulted.flatMap(({holds, fault}) => (holds ? [fault.name] : [])));
  const faults = faultsIn(machine);
  return (['retried errors', 'retriers used up', 'caught errors'] as const).map((kind) =>
    count(
      kind,
      faults.filter((fault) => fault.kind === kind).map(({name}) => name),
      held,
    ),
  );
};

/** Runs the document in every way it has, and says what was shown. */
export const coverageOf = async (interpreter: Interpreter, workflow: Explorable & FlawRules): Promise<Coverage> => {
  const {machine} = workflow;
  const explored = await explore(interpreter, workflow);
  const faulted = await runFaults(interpreter, machine, [...explored.values()]);
  const taken = new Set([...explored.values()].flatMap(({walk}) => walk.map(({name}) => name)));
  const entered = new Set([...taken].map((name) => name.split('.')[0] ?? ''));
  const states = Object.keys(machine.States);
  const ways = states.flatMap((name) => waysOf(machine, name).map((way) => way.name));
  const {paths, impossible} = pathsOf(machine, explored);
  const runs = [...explored.values(), ...faulted];
  return {
    counts: [
      count('states', states, entered),
      count(
        'branches',
        ways.filter((name) => /\.(Choices|Default)/.test(name)),
        taken,
      ),
      count(
        'catchers',
        ways.filter((name) => name.includes('.Catch')),
        taken,
      ),
      count(
        'other ways out',
        ways.filter((name) => /\.(Next|End)$/.test(name)),
        taken,
      ),
      ...countFaults(machine, faulted),
      paths,
    ],
    impossible,
    runs: runs.length,
    flaws: [...new Set(runs.flatMap(({run, result}) => flawsOf(workflow, run, result)))],
    endings: tally([...explored.values()].map(({walk}) => walk.at(-1)?.name ?? '')),
  };
};
