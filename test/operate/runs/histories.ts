import {readFileSync} from 'node:fs';
import type {FilteredLogEvent} from '@aws-sdk/client-cloudwatch-logs';
import type {ExecutionListItem, HistoryEvent} from '@aws-sdk/client-sfn';
import {parseRun, type Run} from '../../../operate/runs/run-history.ts';

/** Three recorded on the local engine, and one in the shape that AWS documents, with retries, of a run that is under way. */
export type Recorded = 'ready' | 'rejected' | 'failed' | 'throttled';

type History = {readonly execution: ExecutionListItem; readonly events: readonly HistoryEvent[]};

const times: readonly string[] = ['timestamp', 'startDate', 'stopDate'];

const read = (name: string): string => readFileSync(new URL(`histories/${name}.json`, import.meta.url), 'utf8');

export const readHistory = (name: Recorded): History =>
  JSON.parse(read(name), (key, value) => (times.includes(key) ? new Date(value) : value));

/** The run as it stood after its first events; its end shows only with all of them. */
export const recordedRun = (name: Recorded, eventCount?: number): Run => {
  const {execution, events} = readHistory(name);
  if (eventCount === undefined) return parseRun(execution, events);
  const {stopDate: _, ...underWay} = execution;
  return parseRun({...underWay, status: 'RUNNING'}, events.slice(0, eventCount));
};

/**
 * The log of an Express workflow: a ready run, a rejected one and one under way, out of order, an event twice, and the line
 * with which AWS tries whether it may write. In the shape that Step Functions writes, with execution data.
 */
export const expressLog = (): readonly FilteredLogEvent[] => JSON.parse(read('express-log'));

/** Of the log: shortly after its last event. */
export const expressLogEnd = 1_771_234_570_000;
