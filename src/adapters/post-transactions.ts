import {randomUUID} from 'node:crypto';
import {setTimeout} from 'node:timers/promises';
import {TransactionCanceledException, type TransactWriteItem} from '@aws-sdk/client-dynamodb';
import {postsClient} from './posts-client.ts';

const maxAttempts = 10;
const firstWaitMilliseconds = 25;
const maxWaitMilliseconds = 800;

/** Reasons that pass by themselves: another transaction holds an item, or the table is being given more capacity. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const reasonsOf = (error: unknown): readonly string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({Code}) => Code ?? 'None').filter((code) => code !== 'None')
    : [];

/** Backoff with full jitter, so that many who collided do not collide again. */
const pause = (attempt: number) =>
  setTimeout(Math.random() * Math.min(maxWaitMilliseconds, firstWaitMilliseconds * 2 ** attempt));

/**
 * Whether the items were written: false if a condition failed, now or according to `isOutdated`, which is asked after a collision so that
 * whoever has lost anyway gives up at once; false also after too many collisions.
 */
export const transact = async (items: TransactWriteItem[], isOutdated: () => Promise<boolean>): Promise<boolean> => {
  const client = await postsClient();
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    try {
      // A token of ours, since DAX's client would draw another one for each of its own retries and so take its own success for a rival's.
      await client.transactWriteItems({TransactItems: items, ClientRequestToken: randomUUID()});
      return true;
    } catch (error) {
      const reasons = reasonsOf(error);
      if (reasons.includes('ConditionalCheckFailed')) return false;
      if (reasons.length === 0 || !reasons.every((reason) => passing.has(reason))) throw error;
    }
    await pause(attempt);
    if (await isOutdated()) return false;
  }
  return false;
};
