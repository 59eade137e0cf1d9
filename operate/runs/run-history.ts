// Pure: what a run's history says of it.

import type {ExecutionListItem, HistoryEvent} from '@aws-sdk/client-sfn';
import {at, parseJson, text} from '../json-values.ts';
import {faultOf, type StateRow, statesOf} from './run-states.ts';

/** What a run that came to its end says of its photo, or of its post's mails, in its output. */
const outcomes = ['ready', 'rejected', 'duplicate', 'superseded', 'removed', 'sent', 'withdrawn'] as const;

/** `ended`: it came to its end and did not say with what. */
export const runStatuses = ['running', ...outcomes, 'failed', 'timed out', 'aborted', 'ended'] as const;

export type RunStatus = (typeof runStatuses)[number];

export type Run = {
  /** The execution's ARN: unlike its name, it is no other's. */
  readonly id: string;
  readonly name: string;
  /** The photo's id; nothing if the run was started with something else than an upload's event or a photo's id. */
  readonly photo?: string;
  /** The slug of the post whose mails it sends. */
  readonly post?: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Why a run did not end with a ready photo. */
  readonly reason?: string;
  readonly states: readonly StateRow[];
};

const photoOf = (input: unknown): string | undefined =>
  text(at(input, 'detail', 'object', 'key'))?.replace(/^uploads\//, '') ?? text(at(input, 'photoId'));

const succeeded = (output: unknown): RunStatus =>
  outcomes.find((outcome) => outcome === at(output, 'status')) ?? 'ended';

const statusOf = ({status}: Pick<ExecutionListItem, 'status'>, output: unknown): RunStatus => {
  switch (status) {
    case 'SUCCEEDED':
      return succeeded(output);
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

/** How many mails a run has sent, and how many it has left to the sweep. */
const mailsOf = (output: unknown): string | undefined => {
  const [sent, left] = [at(output, 'sent'), at(output, 'left')];
  if (typeof sent !== 'number') return undefined;
  return `${sent} sent${left ? `, ${left} left to the sweep` : ''}`;
};

const reasonOf = (last: HistoryEvent | undefined, output: unknown): string | undefined => {
  if (!last || !/^Execution(?:Failed|TimedOut|Aborted)$/.test(last.type ?? ''))
    return text(at(output, 'reason')) ?? mailsOf(output);
  const {error, cause} = faultOf(last);
  return cause ? `${error}: ${cause}` : error;
};

export const isOver = ({status}: Pick<Run, 'status'>): boolean => status !== 'running';

/** The states that are done with: those left, and once the run is over the one it ended in too. */
export const statesDone = (run: Run): readonly StateRow[] =>
  isOver(run) ? run.states : run.states.filter(({leftAt}) => leftAt);

/** `events` is the whole history, oldest first. */
export const parseRun = (execution: ExecutionListItem, events: readonly HistoryEvent[]): Run => {
  const last = events.at(-1);
  const output = parseJson(last?.executionSucceededEventDetails?.output);
  const input = parseJson(events[0]?.executionStartedEventDetails?.input);
  const [photo, post] = [photoOf(input), text(at(input, 'slug'))];
  const reason = reasonOf(last, output);
  return {
    id: execution.executionArn ?? '?',
    name: execution.name ?? '?',
    status: statusOf(execution, output),
    startedAt: execution.startDate ?? new Date(0),
    states: statesOf(events),
    ...(photo && {photo}),
    ...(post && {post}),
    ...(execution.stopDate && {endedAt: execution.stopDate}),
    ...(reason && {reason}),
  };
};
