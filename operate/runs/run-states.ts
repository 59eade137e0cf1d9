// Pure: the states of a run out of its events. The workflow has neither Map nor Parallel, so one state is open at a time.

import type {HistoryEvent} from '@aws-sdk/client-sfn';
import {at, type Json, parseJson, text} from '../json-values.ts';

export type Fault = {readonly error: string; readonly cause: string};

export type StateRow = {
  /** Of the event that entered it: tells two visits of one state apart. */
  readonly id: number;
  readonly name: string;
  readonly enteredAt: Date;
  /** Unset while the run is in this state, and for the state a run ends or fails in. */
  readonly leftAt?: Date;
  /** Calls of a task; 0 for a state that calls nothing. */
  readonly attempts: number;
  /** Calls that failed: as many as `attempts` while the next one is waited for. */
  readonly failures: number;
  /** Of the last attempt that failed, also when another one then succeeded. */
  readonly fault?: Fault;
};

/** A function's failure is a JSON document; its message is what a person wants to read. */
const readableCause = (cause: string | undefined): string =>
  (text(at(parseJson(cause), 'errorMessage')) ?? cause ?? '').replaceAll(/\s+/g, ' ').trim();

const detailsOf = (event: HistoryEvent): Json =>
  Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] ?? {};

export const faultOf = (event: HistoryEvent): Fault => {
  const {error, cause} = detailsOf(event);
  const timedOut = event.type?.endsWith('TimedOut') ? 'States.Timeout' : 'unknown error';
  return {error: text(error) ?? timedOut, cause: readableCause(text(cause))};
};

const withEvent = (states: readonly StateRow[], event: HistoryEvent): readonly StateRow[] => {
  const type = event.type ?? '';
  const time = event.timestamp ?? new Date(0);
  const last = states.at(-1);
  // None where a log has lost the event that entered it.
  const open = last?.leftAt ? undefined : last;
  const amend = (change: Partial<StateRow>): readonly StateRow[] =>
    open ? [...states.slice(0, -1), {...open, ...change}] : states;
  if (type.endsWith('StateEntered')) {
    const name = event.stateEnteredEventDetails?.name ?? '?';
    return [...states, {id: event.id ?? 0, name, enteredAt: time, attempts: 0, failures: 0}];
  }
  if (type.endsWith('StateExited')) return amend({leftAt: time});
  if (type.startsWith('Execution')) return states;
  if (type.endsWith('Scheduled')) return amend({attempts: (open?.attempts ?? 0) + 1});
  return /(?:Failed|TimedOut)$/.test(type)
    ? amend({fault: faultOf(event), failures: (open?.failures ?? 0) + 1})
    : states;
};

/** `events` stand in the order of their ids; some may be missing. */
export const statesOf = (events: readonly HistoryEvent[]): readonly StateRow[] => events.reduce(withEvent, []);
