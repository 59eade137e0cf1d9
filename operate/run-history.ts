// Pure: what a run's history says, state by state. The workflow has neither Map nor Parallel, so its events stand in order.

import type {ExecutionListItem, HistoryEvent} from '@aws-sdk/client-sfn';

export type Fault = {readonly error: string; readonly cause: string};

export type StateRow = {
  readonly name: string;
  readonly enteredAt: Date;
  /** Unset while the run is in this state, and for the state a run ends or fails in. */
  readonly leftAt?: Date;
  /** Calls of a task; 0 for a state that calls nothing. */
  readonly attempts: number;
  /** Of the last attempt that failed, also when another one then succeeded. */
  readonly fault?: Fault;
};

export type RunStatus =
  | 'running'
  | 'ready'
  | 'rejected'
  | 'duplicate'
  | 'superseded'
  | 'failed'
  | 'timed out'
  | 'aborted'
  | 'ended';

export type Run = {
  readonly name: string;
  /** The photo's id; nothing if the run was started with something else than an upload's event. */
  readonly photo?: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Why a run did not end with a ready photo. */
  readonly reason?: string;
  readonly states: readonly StateRow[];
};

type Json = Readonly<Record<string, unknown>>;

/** Nothing if the text is no JSON. */
const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Json)[key] : undefined),
    value,
  );

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A function's failure is a JSON document; its message is what a person wants to read. */
const readableCause = (cause: string | undefined): string =>
  (text(at(parseJson(cause), 'errorMessage')) ?? cause ?? '').replaceAll(/\s+/g, ' ').trim();

const detailsOf = (event: HistoryEvent): Json =>
  Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] ?? {};

const faultOf = (event: HistoryEvent): Fault => {
  const {error, cause} = detailsOf(event);
  const timedOut = event.type?.endsWith('TimedOut') ? 'States.Timeout' : 'unknown error';
  return {error: text(error) ?? timedOut, cause: readableCause(text(cause))};
};

const withEvent = (states: readonly StateRow[], event: HistoryEvent): readonly StateRow[] => {
  const type = event.type ?? '';
  const time = event.timestamp ?? new Date(0);
  const open = states.at(-1);
  const amend = (change: Partial<StateRow>): readonly StateRow[] =>
    open ? [...states.slice(0, -1), {...open, ...change}] : states;
  if (type.endsWith('StateEntered'))
    return [...states, {name: event.stateEnteredEventDetails?.name ?? '?', enteredAt: time, attempts: 0}];
  if (type.endsWith('StateExited')) return amend({leftAt: time});
  if (type.startsWith('Execution')) return states;
  if (type.endsWith('Scheduled')) return amend({attempts: (open?.attempts ?? 0) + 1});
  return /(?:Failed|TimedOut)$/.test(type) ? amend({fault: faultOf(event)}) : states;
};

const photoOf = (input: string | undefined): string | undefined =>
  text(at(parseJson(input), 'detail', 'object', 'key'))?.replace(/^uploads\//, '');

const outcomes: readonly string[] = ['ready', 'rejected', 'duplicate', 'superseded'] satisfies RunStatus[];

const succeeded = (outcome: unknown): RunStatus =>
  typeof outcome === 'string' && outcomes.includes(outcome) ? (outcome as RunStatus) : 'ended';

const statusOf = ({status}: Pick<ExecutionListItem, 'status'>, output: unknown): RunStatus => {
  switch (status) {
    case 'SUCCEEDED':
      return succeeded(at(output, 'status'));
    case 'FAILED':
      return 'failed';
    case 'TIMED_OUT':
      return 'timed out';
    case 'ABORTED':
      return 'aborted';
    default:
      return 'running';
  }
};

const reasonOf = (last: HistoryEvent | undefined, output: unknown): string | undefined => {
  if (!last || !/^Execution(?:Failed|TimedOut|Aborted)$/.test(last.type ?? '')) return text(at(output, 'reason'));
  const {error, cause} = faultOf(last);
  return cause ? `${error}: ${cause}` : error;
};

/** `events` is the whole history, oldest first. */
export const parseRun = (execution: ExecutionListItem, events: readonly HistoryEvent[]): Run => {
  const last = events.at(-1);
  const output = parseJson(last?.executionSucceededEventDetails?.output);
  const photo = photoOf(events[0]?.executionStartedEventDetails?.input);
  const reason = reasonOf(last, output);
  return {
    name: execution.name ?? '?',
    status: statusOf(execution, output),
    startedAt: execution.startDate ?? new Date(0),
    states: events.reduce(withEvent, []),
    ...(photo && {photo}),
    ...(execution.stopDate && {endedAt: execution.stopDate}),
    ...(reason && {reason}),
  };
};
