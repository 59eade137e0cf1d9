import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {Delivery, DueDelivery, MailLedger, SentMail} from '../domain/deliveries.ts';
import {inParallel} from '../domain/in-parallel.ts';
import type {MailKind} from '../domain/mails.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {idIn, partition, signUpsOf} from './subscriber-table.ts';

type Item = Record<string, AttributeValue>;

const tableName = () => requiredEnv('SUBSCRIBERS_TABLE');

/** What a sweep can do within minutes. */
const maxDue = 200;
const readsAtOnce = 8;

const dayInSeconds = 24 * 3600;

/** A welcome is for life; of the others nothing comes again after a month, and of no run after this. */
const keptDays: Record<MailKind, number | undefined> = {confirmation: 40, welcome: undefined, 'new-post': 400};

/** An item of the ledger lies beside its subscriber, and outlives them: it names nobody. */
const keyOf = ({to, kind, occasion}: Delivery) =>
  marshall({
    pk: partition(to),
    sk: ['mail', kind, ...(occasion === undefined ? [] : [occasion])].join('#'),
  });

export const deliveryOf = ({pk, sk}: Item): Delivery => {
  const [, kind, ...occasion] = (sk?.S ?? '').split('#');
  return {to: idIn(pk?.S), kind: kind as MailKind, ...(occasion.length > 0 && {occasion: occasion.join('#')})};
};

/** When a mail is due that was given up: no sweep finds it, and the owner does. */
export const neverDue = '9999-12-31T00:00:00.000Z';

/** `state` is claimed, waiting, sent or closed; `dueAt` is there in the first two, and in what was given up. */
export const update = (
  delivery: Delivery,
  change: string,
  condition: string,
  values: Readonly<Record<string, unknown>>,
) =>
  dynamodb().send(
    new UpdateItemCommand({
      TableName: tableName(),
      Key: keyOf(delivery),
      UpdateExpression: `${change}${change.includes(' ADD ') ? ',' : ' ADD'} version :one`,
      ConditionExpression: condition,
      ExpressionAttributeNames: {'#state': 'state'},
      ExpressionAttributeValues: marshall({...values, ':one': 1}),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );

const isMine = '#state = :claimed AND dueAt = :until';

export const failedCondition = (error: unknown): ConditionalCheckFailedException => {
  if (error instanceof ConditionalCheckFailedException) return error;
  throw error;
};

/** The index holds keys alone, and may be behind. */
const readDue = async ({pk, sk}: Item): Promise<readonly DueDelivery[]> => {
  const Key = {pk, sk} as Item;
  const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key, ConsistentRead: true}));
  return Item?.['dueAt'] ? [{...deliveryOf(Item), attempts: Number(Item['attempts']?.N ?? 0)}] : [];
};

const markSent = (
  delivery: Delivery,
  {messageId, sentAt}: SentMail,
  condition: string,
  values: Readonly<Record<string, unknown>> = {},
) =>
  update(delivery, 'SET #state = :sent, messageId = :messageId, sentAt = :sentAt REMOVE dueAt', condition, {
    ...values,
    ...{':sent': 'sent', ':messageId': messageId, ':sentAt': sentAt},
  });

const isOver = '#state IN (:claimed, :waiting) AND dueAt <= :now';

/** Nothing happens to what is neither waiting nor left by its sender. */
const end = async (delivery: Delivery, now: string, reason: string, dueAt?: string): Promise<void> => {
  try {
    await update(
      delivery,
      `SET #state = :closed, reason = :reason${dueAt === undefined ? ' REMOVE dueAt,' : ', dueAt = :dueAt REMOVE'} attempts`,
      isOver,
      {
        ...{':closed': 'closed', ':claimed': 'claimed', ':waiting': 'waiting', ':reason': reason, ':now': now},
        ...(dueAt !== undefined && {':dueAt': dueAt}),
      },
    );
  } catch (error) {
    failedCondition(error);
  }
};

/**
 * Fails on its condition if another confirmation goes to the address that day. This is written down where its sign-ups of the day are counted.
 */
const reserveDay = ({to, occasion = ''}: Delivery, now: Date) => {
  const {Key, expiresAt} = signUpsOf(to, now);
  return dynamodb().send(
    new UpdateItemCommand({
      TableName: tableName(),
      Key,
      UpdateExpression: 'SET kind = :kind, expiresAt = :expiresAt, asked = :occasion ADD version :one',
      ConditionExpression: 'attribute_not_exists(asked) OR asked = :occasion',
      ExpressionAttributeValues: marshall({
        ':kind': 'sign-ups',
        ':expiresAt': expiresAt,
        ':occasion': occasion,
        ':one': 1,
      }),
    }),
  );
};

const expiry = (kind: MailKind, now: string) => {
  const days = keptDays[kind];
  if (days === undefined) return {change: '', values: {}};
  return {
    change: ', expiresAt = :expiresAt',
    values: {':expiresAt': Math.floor(Date.parse(now) / 1000) + days * dayInSeconds},
  };
};

const refusals = {claimed: 'leased', waiting: 'waiting', sent: 'sent'} as const;

export const mailLedger = {
  async claim(delivery, {now, until}) {
    const {change, values} = expiry(delivery.kind, now);
    try {
      await update(
        delivery,
        `SET kind = :kind, mail = :mail, #state = :claimed, dueAt = :until${change} ADD attempts :one`,
        `attribute_not_exists(pk) OR (${isOver}) OR #state = :closed`,
        {
          ...values,
          ...{':kind': 'mail', ':mail': delivery.kind},
          ...{':claimed': 'claimed', ':waiting': 'waiting', ':closed': 'closed'},
          ...{':until': until, ':now': now},
        },
      );
      return 'claimed';
    } catch (error) {
      return refusals[(failedCondition(error).Item?.['state']?.S ?? 'claimed') as keyof typeof refusals];
    }
  },
  async release(delivery, until, dueAt, {isAttempt} = {isAttempt: true}) {
    await update(delivery, 'SET #state = :waiting, dueAt = :dueAt ADD attempts :more', isMine, {
      ...{':waiting': 'waiting', ':claimed': 'claimed', ':more': isAttempt ? 0 : -1},
      ...{':dueAt': dueAt, ':until': until},
    });
  },
  async commit(delivery, until, sent) {
    // SES may have acknowledged it meanwhile.
    await markSent(delivery, sent, `(${isMine}) OR #state = :sent`, {':claimed': 'claimed', ':until': until});
  },
  async acknowledge(delivery, sent) {
    try {
      await markSent(delivery, sent, 'attribute_exists(pk) AND #state <> :sent');
    } catch (error) {
      failedCondition(error);
    }
  },
  close: (delivery, now, reason) => end(delivery, now, reason),
  giveUp: (delivery, now, reason) => end(delivery, now, reason, neverDue),
  async listDue(now) {
    const keys: Item[] = [];
    const pages = paginateQuery(
      {client: dynamodb()},
      {
        TableName: tableName(),
        IndexName: 'due',
        KeyConditionExpression: 'kind = :kind AND dueAt <= :now',
        ExpressionAttributeValues: marshall({':kind': 'mail', ':now': now.toISOString()}),
      },
    );
    for await (const {Items = []} of pages) {
      keys.push(...Items);
      if (keys.length >= maxDue) break;
    }
    const due = await inParallel(keys.slice(0, maxDue), readsAtOnce, readDue);
    return due.flat();
  },
  async spendConfirmation(delivery, now, most) {
    const day = now.toISOString().slice(0, 10);
    try {
      await reserveDay(delivery, now);
      await dynamodb().send(
        new UpdateItemCommand({
          TableName: tableName(),
          Key: marshall({pk: `budget#${day}`, sk: 'confirmation'}),
          UpdateExpression: 'SET kind = :kind, expiresAt = :expiresAt ADD spent :one, version :one',
          ConditionExpression: 'attribute_not_exists(spent) OR spent < :most',
          ExpressionAttributeValues: marshall({
            ':kind': 'budget',
            ':expiresAt': Math.floor(now.getTime() / 1000) + 3 * dayInSeconds,
            ':one': 1,
            ':most': most,
          }),
        }),
      );
      return true;
    } catch (error) {
      failedCondition(error);
      return false;
    }
  },
} satisfies MailLedger;
