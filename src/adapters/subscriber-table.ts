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
import type {EmailAddress, SubscriberId} from '../domain/addresses.ts';
import type {Delivery, MailLedger, SubscriberChange} from '../domain/deliveries.ts';
import type {Subscriber, SubscriberTable} from '../domain/subscribers.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

type Item = Record<string, AttributeValue>;

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');
const partition = (id: SubscriberId) => `subscriber#${id}`;

/** Its messages never quote a value: they end in a log when a record is not as it should be. */
const storedSubscriber = z.object({
  id: z.string(),
  email: z.string(),
  name: z.optional(z.string()),
  status: z.enum(['pending', 'confirmed', 'unsubscribed', 'suppressed']),
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  askedAt: z.string(),
  consent: z.optional(z.enum(['link', 'form'])),
});

const parseSubscriber = (item: Item): Subscriber => {
  const {id, email, name, consent, ...rest} = z.parse(storedSubscriber, unmarshall(item));
  const known = {...(name !== undefined && {name}), ...(consent && {consent})};
  return {...rest, id: id as SubscriberId, email: email as EmailAddress, ...known};
};

const failedCondition = (error: unknown): ConditionalCheckFailedException => {
  if (error instanceof ConditionalCheckFailedException) return error;
  throw error;
};

export const subscriberTable = {
  async read(id) {
    const key = marshall({pk: partition(id), sk: 'subscriber'});
    const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key: key, ConsistentRead: true}));
    return Item && parseSubscriber(Item);
  },
  async write(next, previous) {
    const put = new PutItemCommand({
      TableName: tableName(),
      Item: marshall({pk: partition(next.id), sk: 'subscriber', kind: 'subscriber', ...next}),
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
      failedCondition(error);
      return false;
    }
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

const deliveryKey = ({to, kind, occasion}: Delivery) =>
  marshall({pk: partition(to), sk: ['mail', kind, ...(occasion ? [occasion] : [])].join('#')});

/** The ledger's items lie beside their subscriber: `state` is claimed or sent, and a claim without `leaseUntil` is free again. */
const updateDelivery = (delivery: Delivery, update: string, condition: string, values: Record<string, string>) =>
  dynamodb().send(
    new UpdateItemCommand({
      TableName: tableName(),
      Key: deliveryKey(delivery),
      UpdateExpression: `${update} ADD version :one`,
      ConditionExpression: condition,
      ExpressionAttributeNames: {'#state': 'state'},
      ExpressionAttributeValues: marshall({...values, ':one': 1, ':claimed': 'claimed'}),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );

const isLeased = '#state = :claimed AND leaseUntil = :leaseUntil';

export const mailLedger = {
  async claim(delivery, {now, leaseUntil}) {
    const isFree =
      'attribute_not_exists(pk) OR (#state = :claimed AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now))';
    try {
      await updateDelivery(
        delivery,
        'SET kind = :kind, mail = :mail, #state = :claimed, leaseUntil = :leaseUntil',
        isFree,
        {':kind': 'mail', ':mail': delivery.kind, ':leaseUntil': leaseUntil, ':now': now},
      );
      return 'claimed';
    } catch (error) {
      return failedCondition(error).Item?.['state']?.S === 'sent' ? 'sent' : 'leased';
    }
  },
  async release(delivery, leaseUntil) {
    await updateDelivery(delivery, 'REMOVE leaseUntil', isLeased, {':leaseUntil': leaseUntil});
  },
  async commit(delivery, leaseUntil, {messageId, sentAt}) {
    await updateDelivery(
      delivery,
      'SET #state = :sent, messageId = :messageId, sentAt = :sentAt REMOVE leaseUntil',
      isLeased,
      {':leaseUntil': leaseUntil, ':sent': 'sent', ':messageId': messageId, ':sentAt': sentAt},
    );
  },
} satisfies MailLedger;
