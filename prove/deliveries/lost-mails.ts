// What is wrong with a world at its end, seen from outside: by each subscriber, and by the bucket of failures.

import {isDeepStrictEqual} from 'node:util';
import type {DynamoDBRecord} from 'aws-lambda';
import {parseSubscriber} from '../../src/adapters/subscriber-table.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import type {DeliveryWorld} from './delivery-world.ts';
import {confirmationTo, welcomeTo} from './mailbox.ts';

/** Who reads mails, by another way than an import, was to be welcomed; who was asked and has not answered was to be asked. */
const mailDue = ({id, status, askedAt, history}: Subscriber): string | undefined => {
  if (status === 'confirmed' && history.some(({to, by}) => to === 'confirmed' && by !== 'imported')) {
    return welcomeTo(id);
  }

  return status === 'pending' && askedAt !== undefined ? confirmationTo(id, askedAt) : undefined;
};

const isReadable = (record: DynamoDBRecord): boolean => {
  try {
    parseSubscriber(record.dynamodb?.NewImage as never);

    return true;
  } catch {
    return false;
  }
};

export type Judgement = {readonly due: number; readonly lost: number; readonly wrongs: readonly string[]};

/** `unreadable` are the records that nobody can handle, ever: each has to lie in the bucket as it was written, and nothing else. */
export const judge = (
  {table, mailbox, bucket, blocked}: DeliveryWorld,
  unreadable: readonly DynamoDBRecord[],
): Judgement => {
  const subscribers = [...table.items.values()]
    .filter(({kind, version}) => (kind as {S: string}).S === 'subscriber' && version !== undefined)
    .map((item) => parseSubscriber(item as never));
  const due = subscribers.flatMap((subscriber) => mailDue(subscriber) ?? []);
  const lost = due.filter((name) => !mailbox.taken.has(name));
  const kept = bucket.contents();
  const missing = unreadable.filter((record) => !kept.flat().some((other) => isDeepStrictEqual(other, record)));
  const held = kept.filter((records) => records.every(isReadable));

  return {
    due: due.length,
    lost: lost.length,
    wrongs: [
      ...lost.map((name) => `a ${name.split(' ')[0]} mail was lost`),
      ...mailbox.wrongs,
      ...missing.map(() => 'a record that nobody can read is not in the bucket of failures as it was'),
      ...held.map(() => 'records that could be handled stay in the bucket of failures'),
      ...blocked,
    ],
  };
};
