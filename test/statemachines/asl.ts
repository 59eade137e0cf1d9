// A document in Amazon States Language with JSONata, as far as the workflow uses it: https://states-language.net
import {readFileSync} from 'node:fs';

export type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
};

type Change = {readonly Assign?: Readonly<Record<string, unknown>>; readonly Output?: unknown};

export type Catcher = Change & {readonly ErrorEquals: readonly string[]; readonly Next: string};

export type Branch = Change & {readonly Condition: string; readonly Next: string};

export type State = Change & {
  readonly Type: 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail';
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Arguments?: {
    readonly FunctionName?: string;
    readonly ConditionExpression?: string;
    readonly UpdateExpression?: string;
    readonly ConsistentRead?: boolean;
  };
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly Branch[];
  readonly Default?: string;
  readonly Next?: string;
  readonly End?: boolean;
};

export type Machine = {
  readonly QueryLanguage: string;
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
};

export const photosText = readFileSync(new URL('../../statemachines/photos.asl.json', import.meta.url), 'utf8');

export const photosMachine: Machine = JSON.parse(photosText);

/** Whether it names the error, as https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html has it. */
export const names = ({ErrorEquals}: Retrier | Catcher, error: string): boolean =>
  ErrorEquals.includes(error) ||
  ErrorEquals.includes('States.ALL') ||
  (ErrorEquals.includes('States.TaskFailed') && error !== 'States.Timeout');

/** The first that names the error decides. */
export const retrierOf = ({Retry = []}: State, error: string): Retrier | undefined =>
  Retry.find((retrier) => names(retrier, error));

/** The first that names the error decides. */
export const catcherOf = ({Catch = []}: State, error: string): Catcher | undefined =>
  Catch.find((catcher) => names(catcher, error));

export const attemptsOf = ({MaxAttempts = 3}: Retrier): number => MaxAttempts;

export const endsRun = ({Type, End}: State): boolean => End === true || Type === 'Succeed' || Type === 'Fail';
