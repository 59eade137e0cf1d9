import {readFileSync} from 'node:fs';
import type {ExecutionListItem, HistoryEvent} from '@aws-sdk/client-sfn';
import {parseRun, type Run} from '../../operate/run-history.ts';

/** Three recorded on the local engine, and one in the shape that AWS documents, with retries, of a run that is under way. */
export type Recorded = 'ready' | 'rejected' | 'failed' | 'throttled';

type History = {readonly execution: ExecutionListItem; readonly events: readonly HistoryEvent[]};

const times: readonly string[] = ['timestamp', 'startDate', 'stopDate'];

const readHistory = (name: Recorded): History =>
  JSON.parse(readFileSync(new URL(`histories/${name}.json`, import.meta.url), 'utf8'), (key, value) =>
    times.includes(key) ? new Date(value) : value,
  );

/** The run as it stood after its first events; its end shows only with all of them. */
export const recordedRun = (name: Recorded, eventCount?: number): Run => {
  const {execution, events} = readHistory(name);
  if (eventCount === undefined) return parseRun(execution, events);
  const {stopDate: _, ...underWay} = execution;
  return parseRun({...underWay, status: 'RUNNING'}, events.slice(0, eventCount));
};
