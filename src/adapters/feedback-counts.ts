import {setTimeout} from 'node:timers/promises';
import {TransactionCanceledException, TransactWriteItemsCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {FeedbackCount, FeedbackCounts} from '../domain/feedback.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

const maxAttempts = 8;
const firstWaitMilliseconds = 20;

const daySeconds = 24 * 3600;

/** An event waits for at most four days in the queue and fourteen among the dead letters; what is put back from there starts anew. */
const keptDays = 40;

/** All of a month lies together: the counts, and beside them the name of each event that is in them. */
const key = (month: string, sk: string) => ({pk: `feedback#${month}`, sk});

const countCommand = ({id, month, outcome, recipients}: FeedbackCount, now: Date) => {
  const TableName = requiredEnv('SUBSCRIBERS_TABLE');
  const expiresAt = Math.floor(now.getTime() / 1000) + keptDays * daySeconds;
  return new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName,
          Item: marshall({...key(month, `event#${id}`), kind: 'feedback-event', version: 1, expiresAt}),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Update: {
          TableName,
          Key: marshall(key(month, 'counts')),
          UpdateExpression: 'SET kind = :kind ADD #outcome :recipients, version :one',
          ExpressionAttributeNames: {'#outcome': outcome},
          ExpressionAttributeValues: marshall({':kind': 'feedback-counts', ':recipients': recipients, ':one': 1}),
        },
      },
    ],
  });
};

const reasonsOf = (error: unknown): readonly (string | undefined)[] =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []).map(({Code}) => Code) : [];

/** Counts by month, as attributes of one item: `delivered`, `hardBounces` …, each there from the first of its kind. */
export const feedbackCounts = {
  async add(count, now) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await dynamodb().send(countCommand(count, now));
        return;
      } catch (error) {
        const reasons = reasonsOf(error);
        if (reasons.includes('ConditionalCheckFailed')) return;
        if (!reasons.includes('TransactionConflict') || attempt === maxAttempts) throw error;
      }
      await setTimeout(Math.random() * firstWaitMilliseconds * 2 ** attempt);
    }
  },
} satisfies FeedbackCounts;
