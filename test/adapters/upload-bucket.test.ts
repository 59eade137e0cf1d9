import test from 'ava';
import {uploadBucket} from '../../src/adapters/upload-bucket.ts';
import {photoId} from '../../src/domain/slugs.ts';

Object.assign(process.env, {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  UPLOADS_BUCKET: 'my-uploads',
});

const upload = {
  id: photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG'),
  contentType: 'image/jpeg',
  maxBytes: 15_000_000,
  expiresInSeconds: 300,
  now: new Date(),
};

const goesTo = test.macro({
  exec: async (t, endpoint: string | undefined, url: string) => {
    const request = await uploadBucket(endpoint).sign(upload);

    if (request.method !== 'POST') return t.fail();
    t.is(request.url, url);
    t.like(request.fields, {bucket: 'my-uploads', key: `uploads/${upload.id}`, 'Content-Type': 'image/jpeg'});
    t.regex(request.fields['X-Amz-Credential'] ?? '', /\/eu-central-1\/s3\//);
    const {conditions} = JSON.parse(Buffer.from(request.fields['Policy'] ?? '', 'base64').toString());
    t.deepEqual(conditions[0], ['content-length-range', 1, 15_000_000]);
  },
  title: (_, endpoint: string | undefined, url: string) =>
    `a form for ${endpoint ?? 'the bucket itself'} goes to ${url}`,
});

test(goesTo, undefined, 'https://my-uploads.s3.eu-central-1.amazonaws.com/');
test(goesTo, 'https://s3-accelerate.amazonaws.com', 'https://my-uploads.s3-accelerate.amazonaws.com/');
test(goesTo, 'http://localhost:9100/_local/accelerate', 'http://localhost:9100/_local/accelerate/my-uploads');
