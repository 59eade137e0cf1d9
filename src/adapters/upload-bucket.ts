import {S3Client} from '@aws-sdk/client-s3';
import {createPresignedPost} from '@aws-sdk/s3-presigned-post';
import type {Uploads} from '../domain/photo-tickets.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

/** AWS expects the bucket's name in the host; elsewhere no such host may resolve, and it goes into the path. */
const s3At = (endpoint: string): S3Client =>
  new S3Client({endpoint, forcePathStyle: !new URL(endpoint).hostname.endsWith('.amazonaws.com')});

/** Uploads by a form that the bucket itself takes, at its own address or through another door to it, such as S3's accelerated one. */
export const uploadBucket = (endpoint?: string): Uploads => ({
  async sign({id, contentType, maxBytes, expiresInSeconds}) {
    const {url, fields} = await createPresignedPost(endpoint ? s3At(endpoint) : s3(), {
      Bucket: requiredEnv('UPLOADS_BUCKET'),
      Key: `uploads/${id}`,
      Fields: {'Content-Type': contentType},
      Conditions: [
        ['content-length-range', 1, maxBytes],
        ['eq', '$Content-Type', contentType],
      ],
      Expires: expiresInSeconds,
    });
    return {method: 'POST', url, fields};
  },
});
