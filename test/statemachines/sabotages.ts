import type {Catcher, Machine, Retrier, State} from './asl.ts';
import {stateOf} from './machine.ts';

/** A copy of the document with one thing broken. */
export type Sabotage = {
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly machine: Machine;
};

type Assign = Readonly<Record<string, unknown>>;
type Change = {readonly kind: string; readonly what: string; readonly state: State};

const without = (assign: Assign, name: string): Assign =>
  Object.fromEntries(Object.entries(assign).filter(([other]) => other !== name));

/** One copy for each variable that is not assigned. */
const unassigned = (what: string, assign: Assign | undefined, put: (assign: Assign) => State): readonly Change[] =>
  Object.keys(assign ?? {}).map((name) => ({
    kind: 'a variable is not assigned',
    what: `${what} without ${name}`,
    state: put(without(assign ?? {}, name)),
  }));

const misspelt = <Rule extends Retrier | Catcher>(rule: Rule, error: string): Rule => ({
  ...rule,
  ErrorEquals: rule.ErrorEquals.map((name) => (name === error ? `${name}s` : name)),
});

/** Where the error would be passed over: the task's usual next state, or an end without a fault. */
const elsewhere = (machine: Machine, {Next: usual}: State, {Next}: Catcher): readonly string[] => {
  const isEnd = (name: string): boolean => stateOf(machine, name).Type === 'Succeed';
  const end = isEnd(Next) ? undefined : Object.keys(machine.States).find(isEnd);
  return [usual, end].filter((name): name is string => name !== undefined && name !== Next);
};

const ofCatchers = (machine: Machine, state: State): readonly Change[] => {
  const {Catch = []} = state;
  const put = (index: number, catcher: Catcher): State => ({...state, Catch: Catch.with(index, catcher)});
  return Catch.flatMap((catcher, index) => [
    {kind: 'a Catch is missing', what: `Catch[${index}]`, state: {...state, Catch: Catch.toSpliced(index, 1)}},
    ...elsewhere(machine, state, catcher).map((Next) => ({
      kind: 'a Catch leads elsewhere',
      what: `Catch[${index}] to ${Next}`,
      state: put(index, {...catcher, Next}),
    })),
    ...catcher.ErrorEquals.map((error) => ({
      kind: 'a Catch has a wrong error',
      what: `Catch[${index}] ${error}`,
      state: put(index, misspelt(catcher, error)),
    })),
    ...unassigned(`Catch[${index}]`, catcher.Assign, (Assign) => put(index, {...catcher, Assign})),
  ]);
};

const ofRetriers = (state: State): readonly Change[] => {
  const {Retry = []} = state;
  return Retry.flatMap((retrier, index) => [
    {kind: 'a Retry is missing', what: `Retry[${index}]`, state: {...state, Retry: Retry.toSpliced(index, 1)}},
    ...retrier.ErrorEquals.map((error) => ({
      kind: 'a Retry has a wrong error',
      what: `Retry[${index}] ${error}`,
      state: {...state, Retry: Retry.with(index, misspelt(retrier, error))},
    })),
  ]);
};

const ofBranches = (state: State): readonly Change[] => {
  const {Choices = []} = state;
  const condition = (index: number, Condition: string): State => ({
    ...state,
    Choices: Choices.map((branch, other) => (other === index ? {...branch, Condition} : branch)),
  });
  return Choices.flatMap((branch, index) => [
    {
      kind: 'a condition is broken',
      what: `Choices[${index}] negated`,
      state: condition(index, branch.Condition.replace(/^\{%(.*)%\}$/s, '{% $not($1) %}')),
    },
    {kind: 'a condition is broken', what: `Choices[${index}] never`, state: condition(index, '{% false %}')},
    ...unassigned(`Choices[${index}]`, branch.Assign, (Assign) => ({
      ...state,
      Choices: Choices.with(index, {...branch, Assign}),
    })),
  ]);
};

/** Every way to break one Catch, Retry, condition or assignment of the document. */
export const sabotagesOf = (machine: Machine): readonly Sabotage[] => {
  const changes = (state: State): readonly Change[] => [
    ...ofCatchers(machine, state),
    ...ofRetriers(state),
    ...ofBranches(state),
    ...unassigned('its Assign', state.Assign, (Assign) => ({...state, Assign})),
  ];
  return Object.entries(machine.States).flatMap(([name, state]) =>
    changes(state).map(({kind, what, state: changed}) => ({
      kind,
      name: `${name}: ${what}`,
      state: name,
      machine: {...machine, States: {...machine.States, [name]: changed}},
    })),
  );
};
