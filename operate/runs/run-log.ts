// Pure: runs out of the log that Step Functions writes of an Express workflow. It may come late, in any order, and twice.

import type {ExecutionListItem, ExecutionStatus, HistoryEvent} from '@aws-sdk/client-sfn';
import {at, parseJson, text} from '../json-values.ts';
import {parseRun, type Run} from './run-history.ts';

/** The events of a run by their ids, which count from 1 without a gap. */
export type RunLog = ReadonlyMap<number, HistoryEvent>;

/** Of a history's event: after its type, but for states after the end of it, whatever kind of state it is. */
const detailsKey = (type: string): string => {
  const named = type.replace(/^[A-Za-z]+(?=State(?:Entered|Exited)$)/, '');
  return `${named.charAt(0).toLowerCase()}${named.slice(1)}EventDetails`;
};

/**
 * One message of the log as an event of a history. It is flat (`id`, `type`, `details`, `event_timestamp` in milliseconds,
 * `execution_arn`), its numbers are texts, and `details` has input and output only where the log is to have execution data.
 * Nothing for what is no event, such as the line that tries whether the log can be written.
 */
export const parseLogMessage = (
  message: string | undefined,
): {readonly executionArn: string; readonly event: HistoryEvent & {readonly id: number}} | undefined => {
  const json = parseJson(message);
  const [executionArn, type, id] = ['execution_arn', 'type', 'id'].map((key) => text(at(json, key)));
  const timestamp = Number(at(json, 'event_timestamp'));
  if (!executionArn || !type || !id || !Number.isFinite(timestamp)) return undefined;
  const details = at(json, 'details');
  const event = {
    id: Number(id),
    type: type as HistoryEvent['type'],
    timestamp: new Date(timestamp),
    [detailsKey(type)]: details,
  };
  return {executionArn, event};
};

const endings: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** How long an event may be late before it is given up. */
export const lateMilliseconds = 15_000;

/** An Express run lasts five minutes at most. */
const longestMilliseconds = 5 * 60_000;

const timeOf = (event: HistoryEvent | undefined): number => event?.timestamp?.getTime() ?? 0;

/** A run by what is known of it at `now`: it is over when all before its end is there too, or is given up. */
export const runOfLog = (executionArn: string, log: RunLog, now: number): Run => {
  const events = [...log.values()].sort((one, other) => Number(one.id) - Number(other.id));
  const [first, last] = [events[0], events.at(-1)];
  const ending = endings[last?.type ?? ''];
  const isOver = ending && (events.length === last?.id || now - timeOf(last) > lateMilliseconds);
  const execution: ExecutionListItem = {
    executionArn,
    stateMachineArn: undefined,
    // arn:aws:states:<region>:<account>:express:<workflow>:<name>:<id>
    name: executionArn.split(':')[7] ?? executionArn,
    status: isOver ? ending : 'RUNNING',
    startDate: first?.timestamp,
    ...(isOver && {stopDate: last?.timestamp}),
  };
  const run = parseRun(execution, isOver ? events : events.filter(({type}) => !endings[type ?? '']));
  if (isOver || now - timeOf(first) <= longestMilliseconds + lateMilliseconds) return run;
  return {...run, status: 'ended', endedAt: new Date(timeOf(last)), reason: 'how it ended is missing in the log'};
};
