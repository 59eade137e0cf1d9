import {setTimeout} from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import {ulid} from 'ulid';
import {inParallel} from '../domain/in-parallel.ts';
import {nextVersion} from '../domain/photo-records.ts';
import type {Photo, PhotoRecord, PhotoTable} from '../domain/photos.ts';
import {type PhotoId, photoId} from '../domain/slugs.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

type Item = Record<string, AttributeValue>;

const maxKeysInBatch = 100;
const maxBatchAttempts = 8;
const readsAtOnce = 8;

const tableName = () => requiredEnv('PHOTOS_TABLE');
const keyPrefix = 'photo#';
const photoKey = (id: PhotoId) => ({pk: `${keyPrefix}${id}`, sk: 'photo'});
const idIn = (pk: string): PhotoId => pk.slice(keyPrefix.length) as PhotoId;

const parseRecord = (item: Item): PhotoRecord => {
  const {pk, sk, kind, ...record} = unmarshall(item);
  return {thumbnails: [], ...record, id: idIn(pk)} as unknown as PhotoRecord;
};

/** What the photo workflow keeps for itself in the record is left out. */
const parsePhoto = (item: Item): Photo => {
  const {
    expiresAt,
    etag,
    run,
    attempts,
    dueAt,
    remaking,
    unannounced,
    shown,
    removed,
    settledAt,
    superseded,
    ...photo
  } = parseRecord(item);
  return photo;
};

/** Without an id of its own a deleted photo is in no list. */
const itemOf = ({id, ...record}: PhotoRecord) => ({
  ...photoKey(id),
  kind: 'photo',
  ...(record.status !== 'deleted' && {id}),
  ...record,
});

/** DynamoDB answers as many keys as it has capacity for; the others are asked for again. */
const readBatch = async (ids: readonly PhotoId[]): Promise<readonly Photo[]> => {
  const photos: Photo[] = [];
  let keys: Item[] | undefined = ids.map((id) => marshall(photoKey(id)));
  for (let attempt = 1; keys && keys.length > 0; attempt += 1) {
    if (attempt > maxBatchAttempts)
      throw new Error(`expected all photos in ${maxBatchAttempts} reads, ${keys.length} are missing`);
    if (attempt > 1) await setTimeout(Math.random() * 25 * 2 ** attempt);
    const command = new BatchGetItemCommand({RequestItems: {[tableName()]: {Keys: keys, ConsistentRead: true}}});
    const answer: BatchGetItemCommandOutput = await dynamodb().send(command);
    photos.push(...(answer.Responses?.[tableName()] ?? []).map(parsePhoto));
    keys = answer.UnprocessedKeys?.[tableName()]?.Keys;
  }
  return photos;
};

const readPhotos = async (ids: readonly PhotoId[]): Promise<ReadonlyMap<PhotoId, Photo>> => {
  const unique = [...new Set(ids)];
  const photos: Photo[] = [];
  for (let start = 0; start < unique.length; start += maxKeysInBatch)
    photos.push(...(await readBatch(unique.slice(start, start + maxKeysInBatch))));
  return new Map(photos.map((photo) => [photo.id, photo]));
};

const readRecord = async (id: PhotoId): Promise<PhotoRecord | undefined> => {
  const command = new GetItemCommand({TableName: tableName(), Key: marshall(photoKey(id)), ConsistentRead: true});
  const {Item} = await dynamodb().send(command);
  return Item && parseRecord(Item);
};

/** The photos whose place in an index is beyond `place`. */
const condition = (place: string, value: string): Partial<QueryCommandInput> => ({
  KeyConditionExpression: `kind = :kind AND ${place}`,
  ExpressionAttributeValues: marshall({':kind': 'photo', ':place': value}),
});

/** The keys in an index, up to the limit or all of them. An index follows the table within a second. */
const queryIndex = async (options: Partial<QueryCommandInput>): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    {client: dynamodb()},
    {
      TableName: tableName(),
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: marshall({':kind': 'photo'}),
      ...options,
    },
  );
  for await (const {Items = []} of pages) {
    items.push(...Items);
    if (options.Limit !== undefined && items.length >= options.Limit) break;
  }
  return items;
};

/** Sorted by the time they were made at. */
export const newPhotoId = (now: Date): PhotoId => photoId.parse(ulid(now.getTime()));

export const photoTable = {
  async read(id) {
    const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key: marshall(photoKey(id))}));
    return Item && parsePhoto(Item);
  },
  readMany: readPhotos,
  readRecord,
  async create(photo, expiresAt) {
    await dynamodb().send(
      new PutItemCommand({
        TableName: tableName(),
        Item: marshall(itemOf({...photo, expiresAt: Math.floor(expiresAt.getTime() / 1000)})),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
  async replace(before, after, now) {
    const next = nextVersion(before, after, now);
    try {
      await dynamodb().send(
        new PutItemCommand({
          TableName: tableName(),
          Item: marshall(itemOf(next)),
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: {'#version': 'version'},
          ExpressionAttributeValues: marshall({':version': before.version}),
        }),
      );
      return next;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
  async list({limit, after}) {
    const entries = await queryIndex({
      IndexName: 'list',
      ScanIndexForward: false,
      Limit: limit + 1,
      ...(after !== undefined && condition('id < :place', after)),
    });
    const ids = entries.slice(0, limit).map(({id}) => id?.S as PhotoId);
    const photos = await readPhotos(ids);
    const next = entries.length > limit ? ids.at(-1) : undefined;
    // The index may still have what was deleted a moment ago.
    const items = ids.flatMap((id) => photos.get(id) ?? []).filter(({status}) => status !== 'deleted');
    return {items, ...(next !== undefined && {next})};
  },
  async listDue(now) {
    const items = await queryIndex({IndexName: 'due', ...condition('dueAt <= :place', now.toISOString())});
    const records = await inParallel(items, readsAtOnce, ({pk}) => readRecord(idIn(pk?.S ?? '')));
    return records.filter(
      (record) => record?.dueAt !== undefined && record.dueAt <= now.toISOString(),
    ) as PhotoRecord[];
  },
} satisfies PhotoTable;
