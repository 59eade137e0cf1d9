import test from 'ava';
import type {Context, DynamoDBRecord, DynamoDBStreamEvent, SQSEvent} from 'aws-lambda';
import * as z from 'zod/mini';
import {queueHandler, streamBatchHandler} from '../../src/lambda/batch-handler.ts';

const context = {functionName: 'RenderPagesFunction', awsRequestId: 'request'} as Context;

/** A stream event whose records carry a number each; one without cannot be read. */
const streamOf = (...numbers: readonly (number | undefined)[]) =>
  ({
    Records: numbers.map((number, index) => ({
      dynamodb: {SequenceNumber: `${index}`, ...(number !== undefined && {NewImage: {number: {N: `${number}`}}})},
    })),
  }) as DynamoDBStreamEvent;

const parseNumber = (record: DynamoDBRecord) => {
  const number = record.dynamodb?.NewImage?.['number']?.N;
  if (number === undefined) throw new Error('unreadable');
  return {number: Number(number)};
};

type Numbered = {readonly number: number};

test('a use case gets all changes of a batch at once', async (t) => {
  const batches: number[][] = [];
  const handler = streamBatchHandler(parseNumber, async (changes: readonly Numbered[]) => {
    batches.push(changes.map(({number}) => number));
    return [];
  });

  t.deepEqual(await handler(streamOf(5, 6, 7), context), {batchItemFailures: []});
  t.deepEqual(batches, [[5, 6, 7]]);
});

test('changes that failed and records that cannot be read come again, each by its own number', async (t) => {
  const handler = streamBatchHandler(parseNumber, async (changes: readonly Numbered[]) =>
    changes.filter(({number}) => number === 7).map((change) => ({change, error: new Error('failed')})),
  );

  t.deepEqual(await handler(streamOf(5, undefined, 7), context), {
    batchItemFailures: [{itemIdentifier: '1'}, {itemIdentifier: '2'}],
  });
});

test('when the work on a batch as a whole fails, the whole batch comes again', async (t) => {
  const handler = streamBatchHandler(parseNumber, () => Promise.reject(new Error('busy')));

  await t.throwsAsync(handler(streamOf(5, 6), context), {message: 'busy'});
});

test('a message of a queue that fails comes again, its neighbours do not', async (t) => {
  const message = z.strictObject({name: z.string()});
  const handler = queueHandler(message, async ({name, now}) => {
    if (name === 'bad' || !(now instanceof Date)) throw new Error('failed');
  });
  const bodies = ['{"name": "good"}', '{"name": "bad"}', '{"names": "good"}', '{'];
  const event = {Records: bodies.map((body, index) => ({messageId: `${index}`, body}))} as SQSEvent;

  t.deepEqual(await handler(event, context), {
    batchItemFailures: ['1', '2', '3'].map((itemIdentifier) => ({itemIdentifier})),
  });
});
