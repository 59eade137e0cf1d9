// Who is erased, and how an old list does not bring them back; for the owner's commands alone. No role of a function may delete a record.
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {SubscriberId} from '../domain/addresses.ts';
import {forget, isForgotten, type Subscriber, type SubscriberStatus} from '../domain/subscriber-life.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {partition, subscriberItem, subscriberTable} from './subscriber-table.ts';

type Item = Record<string, AttributeValue>;

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');

const isUnused = 'attribute_not_exists(pk)';

/** Says that somebody was erased, under a hash alone. */
const markKey = (id: SubscriberId) => ({pk: partition(id), sk: 'erased'});

/** Whether the blog has a record of them, or has erased them. */
export const isKnown = async (id: SubscriberId): Promise<boolean> => {
  const Key = marshall(markKey(id));
  const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key, ConsistentRead: true}));
  return Item !== undefined || (await subscriberTable.read(id)) !== undefined;
};

/** False, and nothing written, if `isKnown`, also if that happens meanwhile. */
export const addSubscriber = async (subscriber: Subscriber): Promise<boolean> => {
  const TableName = tableName();
  const TransactItems = [
    {Put: {TableName, Item: subscriberItem(subscriber), ConditionExpression: isUnused}},
    {ConditionCheck: {TableName, Key: marshall(markKey(subscriber.id)), ConditionExpression: isUnused}},
  ];
  try {
    await dynamodb().send(new TransactWriteItemsCommand({TransactItems}));
    return true;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({Code}) => Code === 'ConditionalCheckFailed')) return false;
    throw error;
  }
};

export type Erased = {
  /** As it was; nothing of somebody of whom there was no record. */
  readonly status?: SubscriberStatus;
  /** Sort keys. */
  readonly removed: readonly string[];
  readonly keptMails: number;
  /** That they are suppressed is kept. */
  readonly isSuppressed: boolean;
};

const mark = async (id: SubscriberId, now: Date): Promise<void> => {
  const Item = marshall({...markKey(id), kind: 'erased', erasedAt: now.toISOString(), version: 1});
  await dynamodb().send(new PutItemCommand({TableName: tableName(), Item}));
};

const itemsOf = async (id: SubscriberId): Promise<readonly Item[]> => {
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
  return items;
};

const removeItem = async (id: SubscriberId, sk: string): Promise<void> => {
  await dynamodb().send(new DeleteItemCommand({TableName: tableName(), Key: marshall({pk: partition(id), sk})}));
};

/** False if the record is no longer at this version. */
const removeRecord = async ({id, version}: Subscriber): Promise<boolean> => {
  const command = new DeleteItemCommand({
    TableName: tableName(),
    Key: marshall({pk: partition(id), sk: 'subscriber'}),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: marshall({':version': version}),
  });
  try {
    await dynamodb().send(command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const maxAttempts = 5;

/** Answers the record as it was before; nothing if there was none, or only what stays of one. A mail may come back meanwhile. */
const eraseRecord = async (id: SubscriberId, isEntire: boolean): Promise<Subscriber | undefined> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const previous = await subscriberTable.read(id);
    if (!previous || (isForgotten(previous) && !isEntire)) return undefined;
    const rest = isEntire ? undefined : forget(previous);
    if (await (rest ? subscriberTable.write(rest, previous) : removeRecord(previous))) return previous;
  }
  throw new Error(`expected to erase subscriber ${id} within ${maxAttempts} attempts, got a conflict each time`);
};

/**
 * Removes all there is of a person but what names them by a hash alone: the ledger of their mails, that they were erased, and that they are
 * suppressed. `isEntire` removes the last two as well.
 */
export const eraseSubscriber = async (
  id: SubscriberId,
  {now, isEntire}: {readonly now: Date; readonly isEntire: boolean},
): Promise<Erased> => {
  // The mark first: who imports a list meanwhile finds it.
  if (!isEntire) await mark(id, now);
  const record = await eraseRecord(id, isEntire);
  const removed: string[] = record ? ['subscriber'] : [];
  const items = await itemsOf(id);
  const stays = (item: Item): boolean =>
    item['kind']?.S === 'mail' || (!isEntire && ['subscriber', 'erased'].includes(item['sk']?.S ?? ''));
  for (const {sk} of items.filter((item) => !stays(item))) {
    await removeItem(id, sk?.S ?? '');
    removed.push(sk?.S ?? '');
  }
  return {
    ...(record && {status: record.status}),
    removed,
    keptMails: items.filter(({kind}) => kind?.S === 'mail').length,
    isSuppressed: !isEntire && items.some(({sk, status}) => sk?.S === 'subscriber' && status?.S === 'suppressed'),
  };
};
