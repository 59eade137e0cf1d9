import {readFileSync} from 'node:fs';

export type Retrier = {readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number};
export type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Next: string;
};
type Branch = {
  readonly Condition: string;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Next: string;
};
export type State = {
  readonly Type: 'Task' | 'Choice' | 'Succeed' | 'Fail';
  readonly Resource?: string;
  readonly Arguments?: {readonly FunctionName?: string};
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly Branch[];
  readonly Default?: string;
  readonly Next?: string;
  readonly End?: boolean;
};
/** A document in Amazon States Language, as far as its ways are concerned. */
export type Machine = {readonly StartAt: string; readonly States: Readonly<Record<string, State>>};

/** One way out of a state; `to` is missing where the run ends. */
export type Way = {readonly name: string; readonly to?: string};

export const photosMachine: Machine = JSON.parse(
  readFileSync(new URL('../../statemachines/photos.asl.json', import.meta.url), 'utf8'),
);

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

const endOf = (name: string, {Type, End}: State): readonly Way[] =>
  End || Type === 'Succeed' || Type === 'Fail' ? [{name: `${name}.End`}] : [];

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

/** As https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html has it. */
const names = ({ErrorEquals}: Retrier | Catcher, error: string): boolean =>
  ErrorEquals.includes(error) ||
  ErrorEquals.includes('States.ALL') ||
  (ErrorEquals.includes('States.TaskFailed') && error !== 'States.Timeout');

/** The first that names the error decides. */
export const retrierOf = ({Retry = []}: State, error: string): Retrier | undefined =>
  Retry.find((retrier) => names(retrier, error));

export const attemptsOf = ({MaxAttempts = 3}: Retrier): number => MaxAttempts;

/** Where an error that is not tried again leads; undefined if the run fails with it. */
export const catchOf = (machine: Machine, name: string, error: string): Way | undefined => {
  const {Catch = []} = stateOf(machine, name);
  const index = Catch.findIndex((catcher) => names(catcher, error));
  return waysOf(machine, name).find((way) => way.name === `${name}.Catch[${index}]`);
};
