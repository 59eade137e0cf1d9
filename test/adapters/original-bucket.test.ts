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

const textOf = async (claimed: Upload): Promise<string | undefined> => {
  const read = await originalBucket.read(claimed);
  return 'refused' in read ? undefined : Buffer.from(read).toString();
};

test('the claimed bytes are read', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X01', 'first');

  t.is(await textOf(claimed), 'first');
});

test('other bytes in their place are not', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X02', 'first');
  await put(claimed.photoId, 'second');

  t.like(await originalBucket.read(claimed), {refused: 'replaced'});
});

test('an upload that was deleted is no fault', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X03', 'first');
  await s3.send(new DeleteObjectCommand({Bucket: bucket, Key: claimed.key}));

  t.like(await originalBucket.read(claimed), {refused: 'replaced'});
});

test('an original is kept where no upload goes, as what it is', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X04', 'first');

  await originalBucket.keep(claimed, Buffer.from('first'), 'webp');

  const kept = await s3.send(new GetObjectCommand({Bucket: bucket, Key: `originals/${claimed.photoId}`}));
  t.is(kept.ContentType, 'image/webp');
  t.is(await kept.Body?.transformToString(), 'first');
});

test('a kept original is read by its name alone', async (t) => {
  const {photoId} = await put('01K9ZQ8V4T3M5N7P9R1S2W6X05', 'upload');
  const kept = {photoId, key: `originals/${photoId}`};

  t.like(await originalBucket.read(kept), {
    reason: 'expected the original that was kept, found none: upload the photo again',
  });
  await originalBucket.keep(kept, Buffer.from('kept'), 'jpeg');
  t.is(await textOf(kept), 'kept');
});

test('an object that is larger than an upload may be is refused, whatever was claimed', async (t) => {
  const claimed = await put('01K9ZQ8V4T3M5N7P9R1S2W6X06', 'x'.repeat(15_000_001));

  t.deepEqual(await originalBucket.read({...claimed, bytes: 5}), {
    refused: 'too-large',
    reason: 'expected a file of at most 15 MB, got 15.000001 MB: export it smaller',
  });
});
