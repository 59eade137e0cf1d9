import {Readable} from 'node:stream';
import {GetObjectCommand, S3Client} from '@aws-sdk/client-s3';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {originalBucket} from '../../src/adapters/original-bucket.ts';
import {upload} from '../../src/domain/originals.ts';

process.env['UPLOADS_BUCKET'] = 'uploads';

const photoId = '01K9ZQ8V4T3M5N7P9R1S2W6X8Y';
const claimed = upload.parse({photoId, key: `uploads/${photoId}`, etag: 'abc', bytes: 1000});
const s3 = mockClient(S3Client);

test.serial('of an object of 5 GB not a byte is read, and its transfer is ended', async (t) => {
  let asked = 0;
  const body = new Readable({
    read: () => {
      asked += 1;
    },
  });
  s3.on(GetObjectCommand).resolves({ContentLength: 5e9, Body: body as never});

  t.deepEqual(await originalBucket.read(claimed), {
    refused: 'too-large',
    reason: 'expected a file of at most 15 MB, got 5,000 MB: export it smaller',
  });
  t.true(body.destroyed);
  t.is(asked, 0);
});

test.serial('an upload is read while it is the claimed one, a kept original by its name alone', async (t) => {
  s3.on(GetObjectCommand).resolves({});

  await originalBucket.read(claimed);
  await originalBucket.read({photoId, key: `originals/${photoId}`} as typeof claimed);

  const [first, second] = s3.commandCalls(GetObjectCommand).slice(-2);
  t.deepEqual(first?.args[0].input, {Bucket: 'uploads', Key: `uploads/${photoId}`, IfMatch: '"abc"'});
  t.deepEqual(second?.args[0].input, {Bucket: 'uploads', Key: `originals/${photoId}`});
});
