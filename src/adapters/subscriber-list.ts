// Subscribers all at once, for the owner's commands alone. It reads whole tables and removes records: no role of a function may.
import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {SubscriberId} from '../domain/addresses.ts';
import type {Subscriber, SubscriberStatus} from '../domain/subscriber-life.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {neverDue} from './mail-ledger.ts';
import {parseSubscriber, partition} from './subscriber-table.ts';

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');

/** In no order, whatever their status. There is no index of those who are not confirmed: only the owner ever asks for them, by a Scan. */
export async function* everySubscriber(): AsyncGenerator<Subscriber> {
  const pages = paginateScan(
    {client: dynamodb()},
    {
      TableName: tableName(),
      ConsistentRead: true,
      FilterExpression: 'sk = :subscriber',
      ExpressionAttributeValues: marshall({':subscriber': 'subscriber'}),
    },
  );
  for await (const {Items = []} of pages) yield* Items.map(parseSubscriber);
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

/** What SES has reported in a month. */
export type FeedbackCounts = Readonly<Record<(typeof feedbackKinds)[number], number>>;

const feedbackKinds = ['delivered', 'softBounces', 'hardBounces', 'complaints'] as const;

/** Of the month (UTC) that `now` lies in. */
export const readFeedback = async (now: Date): Promise<FeedbackCounts> => {
  const Key = marshall({pk: `feedback#${now.toISOString().slice(0, 7)}`, sk: 'counts'});
  const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key, ConsistentRead: true}));
  const counts = feedbackKinds.map((kind) => [kind, Number(Item?.[kind]?.N ?? 0)] as const);
  return Object.fromEntries(counts) as FeedbackCounts;
};

export type Erased = {
  /** As it was; nothing of somebody whom the blog did not know. */
  readonly status?: SubscriberStatus;
  /** Sort keys. */
  readonly removed: readonly string[];
  readonly keptMails: number;
};

type Item = Record<string, AttributeValue>;

/** Removes all there is of a person but the ledger of their mails, which names them by a hash alone. */
export const eraseSubscriber = async (id: SubscriberId): Promise<Erased> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    {client: dynamodb()},
    {
      TableName: tableName(),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({':pk': partition(id)}),
    },
  );
  for await (const {Items = []} of pages) items.push(...Items);
  const mails = items.filter(({kind}) => kind?.S === 'mail');
  const removed: string[] = [];
  for (const {pk, sk} of items.filter((item) => !mails.includes(item))) {
    await dynamodb().send(new DeleteItemCommand({TableName: tableName(), Key: {pk, sk} as Item}));
    removed.push(sk?.S ?? '');
  }
  const status = items.find(({sk}) => sk?.S === 'subscriber')?.['status']?.S as SubscriberStatus | undefined;
  return {...(status && {status}), removed, keptMails: mails.length};
};
