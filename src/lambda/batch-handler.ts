import middy from '@middy/core';
import type {DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent} from 'aws-lambda';
import * as z from 'zod/mini';
import {logCall, logFailure} from './log-call.ts';

type Failures = {readonly batchItemFailures: {itemIdentifier: string}[]};

/** In order, one by one; a record that fails is answered by its identifier, and its neighbours go on. */
const eachRecord = async <Record>(
  records: readonly Record[],
  identifier: (record: Record) => string,
  act: (record: Record) => Promise<void>,
): Promise<Failures> => {
  const batchItemFailures: {itemIdentifier: string}[] = [];
  for (const record of records) {
    try {
      await act(record);
    } catch (error) {
      logFailure(identifier(record), error);
      batchItemFailures.push({itemIdentifier: identifier(record)});
    }
  }
  return {batchItemFailures};
};

const failureCount = ({batchItemFailures}: Failures) => ({failed: batchItemFailures.length});

const sequenceNumber = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

/** `parseChange` reads a record of a table's stream (an adapter knows how), `useCase` acts on it, at least once. */
export const streamHandler = <Change>(
  parseChange: (record: DynamoDBRecord) => Change,
  useCase: (change: Change & {readonly now: Date}) => Promise<void>,
) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(logCall<DynamoDBStreamEvent, DynamoDBBatchResponse>(failureCount))
    .handler((event) =>
      eachRecord(event.Records, sequenceNumber, (record) => useCase({...parseChange(record), now: new Date()})),
    );

/**
 * For work that many changes share: `useCase` acts on a whole batch and answers the changes that failed; if it throws, the whole
 * batch comes again. A record that cannot be read fails alone.
 */
export const streamBatchHandler = <Change extends object>(
  parseChange: (record: DynamoDBRecord) => Change,
  useCase: (changes: readonly Change[], now: Date) => Promise<readonly {change: Change; error: unknown}[]>,
) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(logCall<DynamoDBStreamEvent, DynamoDBBatchResponse>(failureCount))
    .handler(async ({Records}) => {
      const identifiers = new Map<Change, string>();
      const {batchItemFailures: unreadable} = await eachRecord(Records, sequenceNumber, async (record) => {
        identifiers.set(parseChange(record), sequenceNumber(record));
      });
      const failed = await useCase([...identifiers.keys()], new Date());
      const unfinished = failed.map(({change, error}) => {
        const itemIdentifier = identifiers.get(change) ?? '';
        logFailure(itemIdentifier, error);
        return {itemIdentifier};
      });
      return {batchItemFailures: [...unreadable, ...unfinished]};
    });

/** What JSON.parse says quotes what it could not read, and ends in the log. */
const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`expected a message in JSON, got ${body.length} characters of something else`);
  }
};

/** Messages are JSON documents that `message` describes; each arrives at least once. */
export const queueHandler = <S extends z.ZodMiniType<object>>(
  message: S,
  useCase: (message: z.output<S> & {readonly now: Date}) => Promise<void>,
) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(logCall<SQSEvent, SQSBatchResponse>(failureCount))
    .handler((event) =>
      eachRecord(
        event.Records,
        (record) => record.messageId,
        (record) => useCase({...z.parse(message, parseBody(record.body)), now: new Date()}),
      ),
    );
