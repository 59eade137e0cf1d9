import {CreateBucketCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../../operate/engine-clients.ts';
import {blogUnderTest} from '../helpers/blog.ts';

/** A bucket of the test's own on the engine under test, set up as the environment of the handlers under `variable`. */
export const bucketPlace = async (variable: 'UPLOADS_BUCKET' | 'THUMBNAILS_BUCKET') => {
  const {engine} = blogUnderTest();
  const config = clientConfig(engine);
  const bucket = `test-${process.pid}-${Date.now()}-${variable.toLowerCase().replace('_', '-')}`;
  const s3 = new S3Client(config);
  await s3.send(new CreateBucketCommand({Bucket: bucket}));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.region,
    AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
    [variable]: bucket,
  });
  return {s3, bucket};
};
