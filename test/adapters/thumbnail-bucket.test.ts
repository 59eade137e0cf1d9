import {GetObjectCommand, PutBucketVersioningCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {thumbnailBucket} from '../../src/adapters/thumbnail-bucket.ts';
import {bucketPlace} from './bucket-place.ts';

const {s3, bucket} = await bucketPlace('THUMBNAILS_BUCKET');

const thumbnail = {widthPx: 2, heightPx: 1, format: 'avif', bytes: 5, key: 'photos/x/0123-2.avif'} as const;

test.serial('a bucket that keeps no versions is a fault', async (t) => {
  await t.throwsAsync(thumbnailBucket.put(thumbnail, Buffer.from('bytes')), {
    message: `expected versioning in the bucket ${bucket}, got ${thumbnail.key} without one`,
  });
});

test.serial('a thumbnail is stored under its key, typed, to be kept by every cache for a year', async (t) => {
  await s3.send(new PutBucketVersioningCommand({Bucket: bucket, VersioningConfiguration: {Status: 'Enabled'}}));

  const version = await thumbnailBucket.put(thumbnail, Buffer.from('bytes'));

  const stored = await s3.send(new GetObjectCommand({Bucket: bucket, Key: thumbnail.key, VersionId: version}));
  t.like(stored, {ContentType: 'image/avif', CacheControl: 'public, max-age=31536000, immutable'});
  t.is(await stored.Body?.transformToString(), 'bytes');
});

test.serial('the same thumbnail stored again is another version', async (t) => {
  const versions = [
    await thumbnailBucket.put(thumbnail, Buffer.from('bytes')),
    await thumbnailBucket.put(thumbnail, Buffer.from('bytes')),
  ];

  t.is(new Set(versions).size, 2);
});
