import {GetBucketPolicyCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import type {Buckets} from './edge/uploads.ts';
import type {Engine} from './engine.ts';

/** The engine's buckets, written by its root key: whether the distribution may is the edge's to check before. */
export const engineBuckets = (engine: Pick<Engine, 'endpoint' | 'region'>): Buckets => {
  // A body that is streamed once cannot be read for a checksum first.
  const s3 = new S3Client({...clientConfig(engine), requestChecksumCalculation: 'WHEN_REQUIRED', maxAttempts: 1});
  return {
    policy: async (Bucket) => {
      const answer = await s3.send(new GetBucketPolicyCommand({Bucket})).catch((error: Error) => {
        if (error.name === 'NoSuchBucketPolicy') return undefined;
        throw error;
      });
      return answer?.Policy;
    },
    put: async ({bucket, key, body, bytes, contentType, signal: abortSignal}) => {
      const put = {Bucket: bucket, Key: key, Body: body, ContentLength: bytes, ContentType: contentType};
      return (await s3.send(new PutObjectCommand(put), {abortSignal})).ETag ?? '';
    },
  };
};
