import {BatchGetItemCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {newPhotoId, photoTable} from '../../src/adapters/photo-table.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';

Object.assign(process.env, {AWS_REGION: 'eu-central-1', PHOTOS_TABLE: 'Photos'});
const dynamodb = mockClient(DynamoDBClient);

type Keys = {readonly Photos?: {readonly Keys: readonly {readonly pk?: {readonly S?: string}}[]}};

/** Answers at most `most` keys a call and hands the others back, as DynamoDB does when it is short of capacity. */
const answerAtMost = (most: number) => {
  const sizes: number[] = [];
  dynamodb.reset();
  dynamodb.on(BatchGetItemCommand).callsFake(({RequestItems}: {RequestItems: Keys}) => {
    const keys = RequestItems.Photos?.Keys ?? [];
    sizes.push(keys.length);
    const items = keys
      .slice(0, most)
      .map(({pk}) => marshall({pk: pk?.S, sk: 'photo', id: pk?.S?.slice(6), kind: 'photo'}));
    const rest = keys.slice(most);
    return {Responses: {Photos: items}, ...(rest.length > 0 && {UnprocessedKeys: {Photos: {Keys: rest}}})};
  });
  return sizes;
};
const ids: readonly PhotoId[] = Array.from({length: 230}, (_, n) => newPhotoId(new Date(1_772_357_400_000 + n)));

test.serial('many photos are read by hundreds, each once', async (t) => {
  const sizes = answerAtMost(100);

  const photos = await photoTable.readMany([...ids, ...ids]);

  t.deepEqual([...photos.keys()], [...ids]);
  t.deepEqual(sizes, [100, 100, 30]);
});

test.serial('keys that DynamoDB hands back are asked for again', async (t) => {
  const sizes = answerAtMost(30);

  const photos = await photoTable.readMany(ids.slice(0, 70));

  t.is(photos.size, 70);
  t.deepEqual(sizes, [70, 40, 10]);
});

test.serial('keys that are never answered are a fault', async (t) => {
  answerAtMost(0);

  await t.throwsAsync(photoTable.readMany(ids.slice(0, 1)), {message: /1 are missing/});
});

test.serial('no photos are no call', async (t) => {
  const sizes = answerAtMost(100);

  t.is((await photoTable.readMany([])).size, 0);
  t.deepEqual(sizes, []);
});
