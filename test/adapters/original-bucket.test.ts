import {DeleteObjectCommand, GetObjectCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {originalBucket} from '../../src/adapters/original-bucket.ts';
import {type Upload, upload} from '../../src/domain/originals.ts';
import {bucketPlace} from './bucket-place.ts';

const {s3, bucket} = await bucketPlace('UPLOADS_BUCKET');

const put = async (photoId: string, body: string): Promise<Upload> => {
  const key = `uploads/${photoId}`;
  const {ETag = ''} = await s3.send(new PutObjectCommand({Bucket: bucket, Key: key, Body: body}));
  return upload.parse({photoId, key, etag: ETag.replaceAll('"', ''), bytes: body.length});
};

test('the claimed bytes are read', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X01', 'first');

  t.is(Buffer.from((await originalBucket.read(claimed)) ?? []).toString(), 'first');
});

test('other bytes in their place are not', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X02', 'first');
  await put(claimed.photoId, 'second');

  t.is(await originalBucket.read(claimed), undefined);
});

test('an upload that was deleted is no fault', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X03', 'first');
  await s3.send(new DeleteObjectCommand({Bucket: bucket, Key: claimed.key}));

  t.is(await originalBucket.read(claimed), undefined);
});

test('an original is kept where no upload goes, as what it is', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X04', 'first');

  await originalBucket.keep(claimed, Buffer.from('first'), 'webp');

  const kept = await s3.send(new GetObjectCommand({Bucket: bucket, Key: `originals/${claimed.photoId}`}));
  t.is(kept.ContentType, 'image/webp');
  t.is(await kept.Body?.transformToString(), 'first');
});
