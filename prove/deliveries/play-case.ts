// What our dispatcher does in a recorded case.

import type {DynamoDBRecord} from 'aws-lambda';
import {failureKey, failureRecord} from './failure-record.ts';
import {mailMapping} from './mapping-settings.ts';
import {type Played, type RecordedCase, sequenceNumber} from './recorded-cases.ts';
import {type Discard, type Shard, streamDispatcher} from './stream-dispatcher.ts';

/** What the blog's own filter takes for a subscriber who waits for a mail, or for something else. */
const recordOf = (letter: string): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    ApproximateCreationDateTime: 0,
    Keys: {pk: {S: letter}},
    NewImage: {kind: {S: letter === letter.toLowerCase() ? 'subscriber' : 'mail'}, status: {S: 'pending'}},
    SequenceNumber: sequenceNumber(letter),
  },
});

const lettersOf = (records: readonly DynamoDBRecord[]): string =>
  records.map(({dynamodb}) => dynamodb?.Keys?.['pk']?.S ?? '').join('');

/** Each wait takes a second of its time. */
export const play = async ({
  settings,
  open,
  shards,
  isSplit,
  isRepeated,
  end,
}: RecordedCase): Promise<Required<Played>> => {
  const [calls, discarded]: [string[], Discard[]] = [[], []];
  let now = 0;
  const all = shards.map(
    (letters, nth): Shard => ({
      ...{id: String(nth), records: [...letters].map(recordOf), isClosed: isSplit === true && nth === 0},
      ...(isSplit && nth > 0 && {parent: '0'}),
    }),
  );
  const dispatcher = streamDispatcher({
    settings: {...mailMapping, ...settings},
    shards: () => all,
    invoke: async (records) => {
      calls.push(lettersOf(records));

      return end(lettersOf(records), calls.length - 1);
    },
    discard: (one) => discarded.push(one),
    now: () => now,
    backOff: async () => {
      now += 1000;
    },
    open: {
      halves: () => false,
      keepsRetries: () => true,
      repeats: () => isRepeated === true && calls.length === 1,
      ...open,
    },
  });
  dispatcher.wake();

  while (!dispatcher.isIdle()) {
    await new Promise(setImmediate);
  }

  return {calls, discarded: discarded.map(({records}) => lettersOf(records))};
};

/** What lies in the bucket, for one discarded batch of two. */
export const discardedObject = () => {
  const given = {
    shardId: 'shardId-1',
    records: [...'ab'].map(recordOf),
    condition: 'RetryAttemptsExhausted' as const,
    invokeCount: 9,
    at: new Date('2026-03-01T09:30:05.000Z'),
  };

  return {key: failureKey(given, 7), text: failureRecord(given), records: given.records};
};
