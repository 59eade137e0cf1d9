import {catcherOf, endsRun, type Machine, type State} from './asl.ts';

/** One way out of a state; `to` is missing where the run ends. */
export type Way = {readonly name: string; readonly to?: string};

export const stateOf = (machine: Machine, name: string): State => {
  const state = machine.States[name];
  if (!state) throw new Error(`expected a state of the machine, got ${name}`);
  return state;
};

export const tasksOf = (machine: Machine): readonly (readonly [string, State])[] =>
  Object.entries(machine.States).filter(([, {Type}]) => Type === 'Task');

/** What a task calls: a function by its placeholder, otherwise the operation of a service. */
export const calledBy = ({Resource = '', Arguments}: State): string =>
  Arguments?.FunctionName?.replace(/^\$\{(\w+)\}$/, '$1') ?? Resource;

const endOf = (name: string, state: State): readonly Way[] => (endsRun(state) ? [{name: `${name}.End`}] : []);

/** Every way out of a state, in the order of the document. */
export const waysOf = (machine: Machine, name: string): readonly Way[] => {
  const state = stateOf(machine, name);
  return [
    ...(state.Choices ?? []).map(({Next}, index) => ({name: `${name}.Choices[${index}]`, to: Next})),
    ...(state.Default ? [{name: `${name}.Default`, to: state.Default}] : []),
    ...(state.Next ? [{name: `${name}.Next`, to: state.Next}] : []),
    ...endOf(name, state),
    ...(state.Catch ?? []).map(({Next}, index) => ({name: `${name}.Catch[${index}]`, to: Next})),
  ];
};

/** Where an error that is not tried again leads; undefined if the run fails with it. */
export const catchOf = (machine: Machine, name: string, error: string): Way | undefined => {
  const state = stateOf(machine, name);
  const catcher = catcherOf(state, error);
  const index = catcher ? state.Catch?.indexOf(catcher) : undefined;
  return waysOf(machine, name).find((way) => way.name === `${name}.Catch[${index}]`);
};
