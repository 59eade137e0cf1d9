import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {inRoot} from '../../local/places.ts';
import type {Machine} from './asl.ts';

/** A record or a part of one, with DynamoDB's type of every value. */
export type Item = Readonly<Record<string, unknown>>;

/** What services answer, by function (its placeholder) or by operation (its `Resource`). */
export type Answers = Readonly<Record<string, unknown>>;

/** What a task meets while the run visits it; without a plan it is answered as always. */
export type Visit = {
  /** Thrown one after the other, a call each. */
  readonly errors?: readonly string[];
  /** The last error is thrown for ever. */
  readonly always?: boolean;
  /** The errors come after the call has had its effect. */
  readonly after?: boolean;
  readonly result?: unknown;
  /** What happens just before the first call: attributes that the record gets, and other answers from then on. */
  readonly meanwhile?: {readonly record?: Item; readonly answers?: Answers};
};

/** With `record`, DynamoDB's calls read and write it, null being none; without, they have `answers` like all others. */
export type Run = {
  readonly name: string;
  readonly photoId: string;
  readonly input: unknown;
  readonly answers: Answers;
  readonly record?: Item | null;
  /** Of its tasks, in the order in which they are visited. */
  readonly visits: readonly Visit[];
};

export type Call = {
  readonly visit: number;
  readonly state: string;
  readonly resource: string;
  /** Evaluated. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** As it was before the call. */
  readonly record: Item | null;
};

export type Result = {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly error: string | null;
  readonly cause: string | null;
  /** The run's history; `name` is a state's. */
  readonly events: readonly {readonly type: string; readonly name?: string; readonly error?: string}[];
  readonly calls: readonly Call[];
  readonly record: Item | null;
};

export type Interpreter = {
  /** The results of the runs of one machine, in their order. */
  run(machine: Machine, runs: readonly Run[]): Promise<readonly Result[]>;
  stop(): void;
};

/** Starts MiniStack's Step Functions interpreter in a process of its own, which ends with `stop` or with this one. */
export const startInterpreter = (): Interpreter => {
  const child = spawn(inRoot('.venv', 'bin', 'python'), [inRoot('test', 'statemachines', 'interpreter.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {PATH: process.env['PATH'], PYTHONDONTWRITEBYTECODE: '1'},
  });
  const answers = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (machine: Machine, runs: readonly Run[]): Promise<readonly Result[]> => {
    child.stdin.write(`${JSON.stringify({machine, runs})}\n`);
    const {value, done} = await answers.next();
    if (done) throw new Error('expected an answer of the interpreter, got its end');
    return JSON.parse(value);
  };
  return {
    run: (machine, runs) => {
      const answer = last.then(() => ask(machine, runs));
      last = answer.catch(() => {});
      return answer;
    },
    stop: () => void child.stdin.end(),
  };
};
