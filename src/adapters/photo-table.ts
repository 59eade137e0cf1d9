import {setTimeout} from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import {ulid} from 'ulid';
import type {Photo, PhotoTable} from '../domain/photos.ts';
import {type PhotoId, photoId} from '../domain/slugs.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

type Item = Record<string, AttributeValue>;

const maxKeysInBatch = 100;
const maxBatchAttempts = 8;

const tableName = () => requiredEnv('PHOTOS_TABLE');
const photoKey = (id: PhotoId) => ({pk: `photo#${id}`, sk: 'photo'});

/** What the photo workflow keeps for itself in the record is left out. */
const parsePhoto = (item: Item): Photo => {
  const {pk, sk, kind, expiresAt, etag, run, ...photo} = unmarshall(item);
  return {thumbnails: [], ...photo} as unknown as Photo;
};

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

/** Sorted by the time they were made at. */
export const newPhotoId = (now: Date): PhotoId => photoId.parse(ulid(now.getTime()));

export const photoTable = {
  async read(id) {
    const {Item} = await dynamodb().send(new GetItemCommand({TableName: tableName(), Key: marshall(photoKey(id))}));
    return Item && parsePhoto(Item);
  },
  async readMany(ids) {
    const unique = [...new Set(ids)];
    const photos: Photo[] = [];
    for (let start = 0; start < unique.length; start += maxKeysInBatch)
      photos.push(...(await readBatch(unique.slice(start, start + maxKeysInBatch))));
    return new Map(photos.map((photo) => [photo.id, photo]));
  },
  async create(photo, expiresAt) {
    const item = {...photoKey(photo.id), kind: 'photo', ...photo, expiresAt: Math.floor(expiresAt.getTime() / 1000)};
    await dynamodb().send(
      new PutItemCommand({
        TableName: tableName(),
        Item: marshall(item),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
} satisfies PhotoTable;
