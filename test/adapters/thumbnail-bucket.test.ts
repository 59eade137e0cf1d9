import {GetObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {thumbnailBucket} from '../../src/adapters/thumbnail-bucket.ts';
import {bucketPlace} from './bucket-place.ts';

const {s3, bucket} = await bucketPlace('THUMBNAILS_BUCKET');

test('a thumbnail is stored under its key, typed, to be kept by every cache for a year', async (t) => {
  const thumbnail = {widthPx: 2, heightPx: 1, format: 'avif', bytes: 5, key: 'photos/x/0123-2.avif'} as const;

  await thumbnailBucket.put(thumbnail, Buffer.from('bytes'));

  const stored = await s3.send(new GetObjectCommand({Bucket: bucket, Key: thumbnail.key}));
  t.like(stored, {ContentType: 'image/avif', CacheControl: 'public, max-age=31536000, immutable'});
  t.is(await stored.Body?.transformToString(), 'bytes');
});
