// Pure: what the records of a real run say that a photo used.

import type {HistoryEvent} from '@aws-sdk/client-sfn';
import type {Decision} from '../local/grants/compare.ts';

/** Bytes of a run's log: by AWS with the level ALL, without and with what each state was told. */
export type RunLog = {readonly plain: number; readonly withData: number};

/** Counted for one photo, from S3's event to the announcement. */
export type PhotoCounts = {
  readonly name: string;
  /** The states that its run entered, in order. */
  readonly states: readonly string[];
  /** Keys that functions put. */
  readonly puts: readonly string[];
  /** How often functions read its file. */
  readonly gets: number;
  readonly runLog: RunLog;
  /** Bytes that its calls of functions logged. */
  readonly callLog: number;
  /** What Lambda would have billed on this machine: wall time, by the function. */
  readonly billedMs: {readonly validate: number; readonly resize: number};
  /** Of the record once the photo is ready, as DynamoDB counts it. */
  readonly recordBytes: number;
};

/** What a run of the blog amounted to. */
export type Counts = {
  readonly photos: readonly PhotoCounts[];
  /** How often the edge was told to forget something, for each photo. */
  readonly purges: number;
};

export const statesEntered = (events: readonly HistoryEvent[]): readonly string[] =>
  events.flatMap(({stateEnteredEventDetails}) => stateEnteredEventDetails?.name ?? []);

/** CloudWatch Logs adds as much to each event. */
const overheadBytes = 26;

const isData = (key: string): boolean => ['input', 'output', 'parameters', 'assignedVariables'].includes(key);

/** An event's line. @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const logLine = (
  {id, type, previousEventId, timestamp, ...details}: HistoryEvent,
  arn: string,
  keep: boolean,
): string => {
  const told = Object.values(details).find((value) => typeof value === 'object') ?? {};

  return JSON.stringify({
    id: String(id),
    type,
    details: Object.fromEntries(Object.entries(told).filter(([key]) => keep || !isData(key))),
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp?.getTime()),
    execution_arn: arn,
    redrive_count: '0',
  });
};

const lineBytes = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + overheadBytes, 0);

export const runLogOf = (events: readonly HistoryEvent[], executionArn: string): RunLog => {
  const bytes = (withData: boolean): number => lineBytes(events.map((event) => logLine(event, executionArn, withData)));

  return {plain: bytes(false), withData: bytes(true)};
};

/** Of the photo's objects those with which functions did this, in order. */
export const keysOf = (decisions: readonly Decision[], action: string, photoId: string): readonly string[] =>
  decisions.flatMap((decision) => {
    const key = decision.resource.split(':::')[1]?.replace(/^[^/]*\//, '') ?? '';

    return decision.action === action && decision.decision === 'allowed' && key.includes(photoId) ? [key] : [];
  });

type Call = {readonly billedMs: number; readonly logBytes: number};

/** A function's calls in order, by the lines it logged in order. */
export const callsOf = (lines: readonly string[]): readonly Call[] => {
  const calls: Call[] = [];
  let own: string[] = [];

  for (const line of lines) {
    own.push(line);

    const billed = /^REPORT .*Billed Duration: (?<ms>[\d.]+) ms/s.exec(line)?.groups?.['ms'];

    if (billed !== undefined) {
      calls.push({billedMs: Number(billed), logBytes: lineBytes(own)});
      own = [];
    }
  }

  return calls;
};

type Attribute = {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly L?: Attribute[];
  readonly M?: Item;
};
type Item = {readonly [name: string]: Attribute};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const attributeBytes = ({S, N, L, M}: Attribute): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/^-?0*\.?0*/, '').length / 2) + 1;
  if (L !== undefined) return 3 + L.reduce((sum, value) => sum + attributeBytes(value) + 1, 0);
  if (M !== undefined) return 3 + itemBytes(M) + Object.keys(M).length;
  return 1;
};

export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + attributeBytes(value), 0);
