// One run of a document in Amazon States Language with JSONata, evaluated by JSONata's reference implementation. Every state is a step.

import jsonata from 'jsonata';
import {
  attemptsOf,
  catcherOf,
  type Machine,
  type Retrier,
  retrierOf,
  type State,
} from '../../test/statemachines/asl.ts';

/** What a task failed with, by the name that Retry and Catch know. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

export type Tasks = {
  /** Called as a state is entered. */
  enter(state: string): Promise<void>;
  /** @throws TaskError */
  call(state: string, resource: string, input: unknown): Promise<unknown>;
  /** Of the virtual clock. */
  now(): Date;
};

export type Outcome = {readonly status: 'SUCCEEDED' | 'FAILED'; readonly last: string};

type Bindings = Record<string, unknown>;

const expressions = new Map<string, jsonata.Expression>();

const expressionOf = (text: string): jsonata.Expression => {
  const known = expressions.get(text) ?? jsonata(text);
  expressions.set(text, known);

  return known;
};

/** Plain data, without the marks that JSONata leaves on its arrays. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const evaluate = async (value: unknown, bindings: Bindings): Promise<unknown> => {
  if (typeof value === 'string') {
    const [, text] = /^\{%(.*)%\}$/s.exec(value) ?? [];

    if (text === undefined) {
      return value;
    }

    const result = plain(await expressionOf(text).evaluate(undefined, bindings));

    if (result === undefined) {
      throw new Error(`expected a value, got nothing, from ${text}`);
    }

    return result;
  }

  if (Array.isArray(value)) {
    return Promise.all(value.map((part) => evaluate(part, bindings)));
  }

  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(async ([key, part]) => [key, await evaluate(part, bindings)] as const);

    return Object.fromEntries(await Promise.all(parts));
  }

  return value;
};

export const walk = async (
  machine: Machine,
  run: {readonly name: string; readonly input: unknown},
  tasks: Tasks,
): Promise<Outcome> => {
  let variables: Bindings = {};
  let input = run.input;
  let name = machine.StartAt;

  const bindingsOf = (states: Bindings): Bindings => ({
    ...variables,
    states: {input, context: {Execution: {Name: run.name}}, ...states},
    now: () => tasks.now().toISOString(),
    millis: () => tasks.now().getTime(),
  });

  /** Leaves a state: `Assign` and `Output` see the variables as they were. */
  const leave = async (
    way: {readonly Assign?: unknown; readonly Output?: unknown; readonly Next?: string | undefined},
    output: unknown,
    states: Bindings,
  ): Promise<void> => {
    const bindings = bindingsOf(states);
    const [assigned, result] = await Promise.all([
      evaluate(way.Assign ?? {}, bindings),
      way.Output === undefined ? output : evaluate(way.Output, bindings),
    ]);
    variables = {...variables, ...(assigned as Bindings)};
    input = result;
    name = way.Next ?? '';
  };

  /** The result, after as many tries as the state allows. */
  const tried = async (state: State): Promise<unknown> => {
    const tries = new Map<Retrier, number>();

    for (;;) {
      try {
        return await tasks.call(name, state.Resource ?? '', await evaluate(state.Arguments, bindingsOf({})));
      } catch (error) {
        if (!(error instanceof TaskError)) {
          throw error;
        }

        const retrier = retrierOf(state, error.name);
        const count = retrier ? (tries.get(retrier) ?? 0) : 0;

        if (!retrier || count >= attemptsOf(retrier)) {
          throw error;
        }

        tries.set(retrier, count + 1);
      }
    }
  };

  const runTask = async (state: State): Promise<'next' | 'end' | 'failed'> => {
    try {
      const result = await tried(state);
      await leave(state, result, {result});

      return state.End ? 'end' : 'next';
    } catch (error) {
      if (!(error instanceof TaskError)) {
        throw error;
      }

      const catcher = catcherOf(state, error.name);

      if (!catcher) {
        return 'failed';
      }

      const errorOutput = {Error: error.name, Cause: error.message};
      await leave(catcher, errorOutput, {errorOutput});

      return 'next';
    }
  };

  const choose = async (state: State): Promise<void> => {
    for (const choice of state.Choices ?? []) {
      if ((await evaluate(choice.Condition, bindingsOf({}))) === true) {
        return leave(choice, input, {});
      }
    }

    return leave({Next: state.Default}, input, {});
  };

  for (;;) {
    const state = machine.States[name];

    if (!state) {
      throw new Error(`expected a state of the document, got '${name}'`);
    }

    const last = name;
    await tasks.enter(name);

    if (state.Type === 'Succeed' || state.Type === 'Fail') {
      return {status: state.Type === 'Succeed' ? 'SUCCEEDED' : 'FAILED', last};
    }

    if (state.Type === 'Choice') {
      await choose(state);
      continue;
    }

    const way = await runTask(state);

    if (way !== 'next') {
      return {status: way === 'end' ? 'SUCCEEDED' : 'FAILED', last};
    }
  }
};
