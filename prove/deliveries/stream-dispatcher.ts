// A mapping of a DynamoDB stream to a function, as AWS documents it: `recorded-cases.ts` lists the rules.

import type {DynamoDBRecord} from 'aws-lambda';
import {verdictOn} from './batch-answers.ts';
import type {Condition} from './failure-record.ts';
import {matches} from './filter-patterns.ts';
import type {MappingSettings} from './mapping-settings.ts';

/** Oldest record first. A shard with a parent is read when the parent was read to its end. */
export type Shard = {
  readonly id: string;
  readonly parent?: string;
  readonly records: readonly DynamoDBRecord[];
  readonly isClosed: boolean;
};

/** `not invoked`: the function was throttled, or the service had an error, before it began. */
export type Outcome = {readonly answer: unknown} | 'function error' | 'not invoked';

export type Discard = {
  readonly shardId: string;
  readonly records: readonly DynamoDBRecord[];
  readonly condition: Condition;
  readonly invokeCount: number;
};

/** What AWS leaves open, and chance decides here. */
export type Open = {
  /** A batch whose very first record failed is cut in two, or else tried again as it is. */
  readonly halves: () => boolean;
  /** A part of a batch has as many retries left as the whole had, or else all of them. */
  readonly keepsRetries: () => boolean;
  /** What was done is delivered once more: "duplicate processing of records can occur". */
  readonly repeats: () => boolean;
};

export type Dispatch = {
  readonly settings: MappingSettings;
  readonly shards: () => readonly Shard[];
  readonly invoke: (records: readonly DynamoDBRecord[]) => Promise<Outcome>;
  readonly discard: (discard: Discard) => void;
  readonly now: () => number;
  /** Before the nth try again. */
  readonly backOff: (nth: number) => Promise<void>;
  readonly open: Open;
};

type Piece = {readonly records: readonly DynamoDBRecord[]; readonly retries: number; readonly invokeCount: number};

const sequenceNumber = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';
const createdAt = (record: DynamoDBRecord): number => (record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000;

export type Dispatcher = {
  /** To be called when there may be something new to read. */
  wake(): void;
  isIdle(): boolean;
};

export const streamDispatcher = ({settings, shards, invoke, discard, now, backOff, open}: Dispatch): Dispatcher => {
  /** How many records of a shard are done with; what was there before the mapping is passed over by LATEST. */
  const checkpoints = new Map<string, number>(
    settings.startingPosition === 'LATEST' ? shards().map(({id, records}) => [id, records.length]) : [],
  );
  const busy = new Set<string>();

  const isTooOld = (record: DynamoDBRecord): boolean => now() - createdAt(record) > settings.maxAgeSeconds * 1000;

  const retried = (piece: Piece): Piece => ({...piece, retries: piece.retries + 1});

  const halvesOf = ({records, retries, invokeCount}: Piece): readonly Piece[] => {
    const middle = Math.ceil(records.length / 2);
    const left = open.keepsRetries() ? retries : 0;

    return [records.slice(0, middle), records.slice(middle)].map((half) => ({
      ...{records: half, retries: left, invokeCount},
    }));
  };

  /** What is left to do of a piece that failed from a place on. */
  const leftOf = (piece: Piece, from: number): readonly Piece[] => {
    const canHalve = settings.bisects && piece.records.length > 1;

    if (from > 0) {
      const rest = {...piece, records: piece.records.slice(from)};

      return [settings.bisects ? {...rest, retries: open.keepsRetries() ? piece.retries : 0} : retried(rest)];
    }

    return canHalve && open.halves() ? halvesOf(piece) : [retried(piece)];
  };

  const afterOutcome = (piece: Piece, outcome: Exclude<Outcome, 'not invoked'>): readonly Piece[] => {
    if (outcome === 'function error') {
      return settings.bisects && piece.records.length > 1 ? halvesOf(piece) : [retried(piece)];
    }

    const verdict = settings.reportsItemFailures
      ? verdictOn(outcome.answer, piece.records.map(sequenceNumber))
      : 'success';

    if (verdict === 'success') {
      return [];
    }

    return leftOf(piece, verdict === 'failure' ? 0 : verdict.from);
  };

  const giveUp = (shardId: string, {records, invokeCount}: Piece, condition: Condition): void => {
    if (settings.hasDestination && records.length > 0) {
      discard({shardId, records, condition, invokeCount});
    }
  };

  /** Records that are too old are given up, and the others go on. */
  const young = (shardId: string, piece: Piece): Piece => {
    const expired = piece.records.filter(isTooOld);
    giveUp(shardId, {...piece, records: expired}, 'RecordAgeExceeded');

    return expired.length > 0
      ? {...piece, records: piece.records.filter((record) => !expired.includes(record))}
      : piece;
  };

  /** In order: what comes after a piece that failed waits for it. */
  const handleBatch = async (shardId: string, records: readonly DynamoDBRecord[]): Promise<void> => {
    let pieces: readonly Piece[] = [{records, retries: 0, invokeCount: 0}];
    let tries = 0;

    while (pieces[0]) {
      const [first, ...others] = pieces;
      const piece = young(shardId, first);

      if (piece.records.length === 0) {
        pieces = others;
        continue;
      }

      if (piece.retries > settings.maxRetries) {
        giveUp(shardId, piece, 'RetryAttemptsExhausted');
        pieces = others;
        continue;
      }

      const outcome = await invoke(piece.records);
      const invoked = {...piece, invokeCount: piece.invokeCount + 1};
      const left = outcome === 'not invoked' ? [piece] : afterOutcome(invoked, outcome);
      pieces = [...left, ...others];
      tries = left.length > 0 ? tries + 1 : 0;

      if (left.some((one) => one.retries <= settings.maxRetries)) {
        await backOff(tries);
      }
    }
  };

  /** The next records that pass the filter, and how many records that makes. */
  const nextBatch = ({records}: Shard, start: number) => {
    const batch: DynamoDBRecord[] = [];
    let end = start;

    for (; end < records.length && batch.length < settings.batchSize; end += 1) {
      const record = records[end];

      if (record && settings.patterns.some((pattern) => matches(pattern, record))) {
        batch.push(record);
      }
    }

    return {batch, end};
  };

  const isRead = (id: string): boolean => {
    const shard = shards().find((other) => other.id === id);

    return !shard || (shard.isClosed && (checkpoints.get(id) ?? 0) >= shard.records.length && !busy.has(id));
  };

  const drain = async (id: string): Promise<void> => {
    for (;;) {
      const shard = shards().find((other) => other.id === id);
      const start = checkpoints.get(id) ?? 0;

      if (!shard || start >= shard.records.length) {
        return;
      }

      const {batch, end} = nextBatch(shard, start);

      do {
        if (batch.length > 0) {
          await handleBatch(id, batch);
        }
      } while (batch.length > 0 && open.repeats());

      checkpoints.set(id, end);
    }
  };

  const wake = (): void => {
    for (const {id, parent, records} of shards()) {
      const isNew = (checkpoints.get(id) ?? 0) < records.length;

      if (isNew && !busy.has(id) && (parent === undefined || isRead(parent))) {
        busy.add(id);
        void drain(id).finally(() => {
          busy.delete(id);
          wake();
        });
      }
    }
  };

  return {wake, isIdle: () => busy.size === 0};
};
