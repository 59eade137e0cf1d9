// Subscribers all at once, for the owner's commands alone. It reads whole tables: no role of a function may.
import {GetItemCommand, paginateQuery, paginateScan} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {Outcome} from '../domain/feedback.ts';
import type {Subscriber} from '../domain/subscriber-life.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {neverDue} from './mail-ledger.ts';
import {parseSubscriber} from './subscriber-table.ts';

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');

const readable = (item: Parameters<typeof parseSubscriber>[0]): Subscriber | undefined => {
  try {
    return parseSubscriber(item);
  } catch {
    return undefined;
  }
};

/**
 * In no order, whatever their status; `unreadable` is told the key of a record that is not as it should be. There is no index of those who are not confirmed: only
 * the owner ever asks for them, by a Scan.
 */
export async function* everySubscriber(unreadable: (key: string) => void): AsyncGenerator<Subscriber> {
  const pages = paginateScan(
    {client: dynamodb()},
    {
      TableName: tableName(),
      ConsistentRead: true,
      FilterExpression: 'sk = :subscriber',
      ExpressionAttributeValues: marshall({':subscriber': 'subscriber'}),
    },
  );
  for await (const {Items = []} of pages)
    for (const item of Items) {
      const subscriber = readable(item);
      if (subscriber) yield subscriber;
      else unreadable(item['pk']?.S ?? '');
    }
}

/** Mails that were begun and neither sent nor given up. */
export const countWaitingMails = async (): Promise<number> => {
  const pages = paginateQuery(
    {client: dynamodb()},
    {
      TableName: tableName(),
      IndexName: 'due',
      Select: 'COUNT',
      KeyConditionExpression: 'kind = :kind AND dueAt < :never',
      ExpressionAttributeValues: marshall({':kind': 'mail', ':never': neverDue}),
    },
  );
  let count = 0;
  for await (const {Count = 0} of pages) count += Count;
  return count;
};

const outcomes = [
  'delivered',
  'softBounces',
  'hardBounces',
  'complaints',
  'withheld',
  'rejected',
] as const satisfies readonly Outcome[];

/** What SES has reported of the mails of a month. */
export type Reported = Readonly<Record<Outcome, number>>;

/** Of the month (UTC) that `now` lies in. */
export const readFeedback = async (now: Date): Promise<Reported> => {
  const Key = marshall({pk: `feedback#${now.toISOString().slice(0, 7)}`, sk: 'counts'});
  const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key, ConsistentRead: true}));
  const counts = outcomes.map((outcome) => [outcome, Number(Item?.[outcome]?.N ?? 0)] as const);
  return Object.fromEntries(counts) as Reported;
};
