// Pure: how a run of new-post mails that did not come to its end is gone on with: by another run, from the page that was not sent.
// Not by Step Functions' own redrive: of a run that ended in a Fail state it repeats that state alone, and always as the workflow was then.
// https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
import {createHash} from 'node:crypto';
import type {ExecutionStatus, HistoryEvent} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import {slug} from '../../src/domain/slugs.ts';
import {parseJson} from '../json-values.ts';

/** What a page is told, of which the rest is the function's. */
const progress = z.looseObject({slug, sent: z.int().min(0).default(0)});
export type Progress = z.output<typeof progress>;

export type PastRun = {readonly name: string; readonly status: ExecutionStatus | undefined};

/**
 * The run that goes on with this one, which everybody who does calls the same; as long as the first name, which says post and time. A name is
 * a run's for 90 days after it ended, as long as anybody knows of it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const successorOf = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.replace(/-[^-]*$/, '').slice(0, 63)}-${hash}`;
};

const ends: Readonly<Partial<Record<ExecutionStatus, string>>> = {
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'was aborted',
};

/** What became of a run before it came to its end; nothing if it did, or is under way. */
export const endOf = ({status}: PastRun): string | undefined => status && ends[status];

/** Those that ended early and that no other run goes on with. */
export const leftRuns = (runs: readonly PastRun[]): readonly PastRun[] => {
  const names = new Set(runs.map(({name}) => name));
  return runs.filter((run) => endOf(run) && !names.has(successorOf(run.name)));
};

/** What the next page was to be told when this happened. */
export const progressAt = (event: HistoryEvent): Progress | undefined => {
  const input = event.stateEnteredEventDetails?.input ?? event.executionStartedEventDetails?.input;
  return input === undefined ? undefined : progress.safeParse(parseJson(input)).data;
};
