import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import type {DynamoDBRecord} from 'aws-lambda';
import * as z from 'zod/mini';
import type {SubscriberId} from '../domain/addresses.ts';
import type {SubscriberChange} from '../domain/due-mails.ts';
import {life, type Subscriber} from '../domain/subscriber-life.ts';
import type {SubscriberTable} from '../domain/subscribers.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

type Item = Record<string, AttributeValue>;

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');
const prefix = 'subscriber#';
export const partition = (id: SubscriberId): string => `${prefix}${id}`;
export const idIn = (pk = ''): SubscriberId => pk.slice(prefix.length) as SubscriberId;

/** The item of what is done to an address on a day (UTC), and when it may go, in epoch seconds. */
export const signUpsOf = (id: SubscriberId, now: Date) => ({
  Key: marshall({pk: partition(id), sk: `sign-ups#${now.toISOString().slice(0, 10)}`}),
  expiresAt: Math.floor(now.getTime() / 1000) + 2 * 24 * 3600,
});

const status = z.enum(['pending', 'confirmed', 'unsubscribed', 'suppressed']);

/** Its messages never quote a value: they end in a log when a record is not as it should be. */
const storedSubscriber = z.object({
  id: z.string(),
  email: z.string(),
  name: z.optional(z.string()),
  status,
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  askedAt: z.optional(z.string()),
  asks: z.number(),
  history: z.array(
    z.object({
      to: status,
      by: z.enum(Object.keys(life) as (keyof typeof life)[]),
      at: z.string(),
      consent: z.optional(z.string()),
    }),
  ),
});

/** As it lies in the table, and, while confirmed, in the index of those who are. */
export const subscriberItem = (subscriber: Subscriber): Item => {
  const list = subscriber.status === 'confirmed' ? {confirmed: 'confirmed'} : {};
  return marshall({pk: partition(subscriber.id), sk: 'subscriber', kind: 'subscriber', ...list, ...subscriber});
};

export const parseSubscriber = (item: Item): Subscriber =>
  z.parse(storedSubscriber, unmarshall(item)) as unknown as Subscriber;

export const subscriberTable = {
  async read(id) {
    const key = marshall({pk: partition(id), sk: 'subscriber'});
    const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key: key, ConsistentRead: true}));
    return Item && parseSubscriber(Item);
  },
  async write(next, previous) {
    const put = new PutItemCommand({
      TableName: tableName(),
      Item: subscriberItem(next),
      ...(previous
        ? {
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: marshall({':version': previous.version}),
          }
        : {ConditionExpression: 'attribute_not_exists(pk)'}),
    });
    try {
      await dynamodb().send(put);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  async countSignUp(id, now) {
    const {Key, expiresAt} = signUpsOf(id, now);
    const {Attributes} = await dynamodb().send(
      new UpdateItemCommand({
        TableName: tableName(),
        Key,
        UpdateExpression: 'SET kind = :kind, expiresAt = :expiresAt ADD times :one, version :one',
        ExpressionAttributeValues: marshall({':kind': 'sign-ups', ':expiresAt': expiresAt, ':one': 1}),
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.['times']?.N);
  },
} satisfies SubscriberTable;

const isSubscriber = (image: Item | undefined): image is Item => image?.['kind']?.S === 'subscriber';

/** A record of the table's stream; what is no subscriber, such as a mail of the ledger, is left out. */
export const subscriberChange = ({dynamodb: change}: DynamoDBRecord): SubscriberChange => {
  const [before, after] = [change?.OldImage as Item | undefined, change?.NewImage as Item | undefined];
  return {
    ...(isSubscriber(before) && {before: parseSubscriber(before)}),
    ...(isSubscriber(after) && {after: parseSubscriber(after)}),
  };
};
