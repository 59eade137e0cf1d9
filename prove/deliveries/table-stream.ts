// The stream of a table: what DynamoDB writes into which shard. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html

import {isDeepStrictEqual} from 'node:util';
import type {DynamoDBRecord} from 'aws-lambda';
import type {Item} from '../interleavings/memory-table.ts';
import {mapping} from './failure-record.ts';
import {subscribersTable} from './mapping-settings.ts';
import type {Shard} from './stream-dispatcher.ts';

type OpenShard = Shard & {
  readonly records: DynamoDBRecord[];
  isClosed: boolean;
  /** The hashes of partition keys that it holds. */
  readonly from: number;
  readonly end: number;
};

export type TableStream = {
  readonly shards: readonly Shard[];
  readonly length: number;
  /** Tells nothing of a write that changes nothing. */
  emit(before: Item | undefined, after: Item | undefined): DynamoDBRecord | undefined;
  /** The nth open shard ends, and two go on with its keys. */
  split(nth: number): void;
};

const allHashes = 2 ** 32;

/** FNV-1a. */
const hashOf = (text: string): number =>
  [...text].reduce((hash, character) => Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);

const textOf = (value: unknown): string => (value as {readonly S?: string} | undefined)?.S ?? '';

const nameOf = (before: Item | undefined, after: Item | undefined): 'INSERT' | 'MODIFY' | 'REMOVE' =>
  after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE';

export const tableStream = (now: () => number): TableStream => {
  const shards: OpenShard[] = [];
  let length = 0;

  const add = (from: number, end: number, parent?: string): void => {
    shards.push({
      id: `shardId-${String(now()).padStart(20, '0')}-${String(shards.length).padStart(8, '0')}`,
      ...(parent !== undefined && {parent}),
      ...{records: [], isClosed: false, from, end},
    });
  };

  add(0, allHashes / 2);
  add(allHashes / 2, allHashes);

  return {
    shards,
    get length() {
      return length;
    },
    emit(before, after) {
      const image = after ?? before;

      if (!image || isDeepStrictEqual(before, after)) {
        return undefined;
      }

      const hash = hashOf(textOf(image['pk']));
      const shard = shards.find(({isClosed, from, end}) => !isClosed && hash >= from && hash < end);
      length += 1;

      const record = {
        eventID: String(length),
        eventName: nameOf(before, after),
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: mapping.region,
        eventSourceARN: `arn:aws:dynamodb:${mapping.region}:${mapping.account}:table/${subscribersTable}/stream/2026-03-01T00:00:00.000`,
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(now() / 1000),
          Keys: {pk: image['pk'], sk: image['sk']},
          ...(after && {NewImage: after}),
          ...(before && {OldImage: before}),
          SequenceNumber: `8${String(length).padStart(20, '0')}`,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      } as DynamoDBRecord;

      shard?.records.push(record);

      return record;
    },
    split(nth) {
      const open = shards.filter(({isClosed}) => !isClosed);
      const shard = open[nth % open.length];

      if (shard && shard.end - shard.from > 1) {
        const middle = Math.floor((shard.from + shard.end) / 2);
        shard.isClosed = true;
        add(shard.from, middle, shard.id);
        add(middle, shard.end, shard.id);
      }
    },
  };
};
