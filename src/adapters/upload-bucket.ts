import {createPresignedPost} from '@aws-sdk/s3-presigned-post';
import type {UploadBucket} from '../domain/photo-tickets.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

export const uploadBucket = {
  async sign({id, contentType, maxBytes, expiresInSeconds}) {
    const {url, fields} = await createPresignedPost(s3(), {
      Bucket: requiredEnv('UPLOADS_BUCKET'),
      Key: `uploads/${id}`,
      Fields: {'Content-Type': contentType},
      Conditions: [
        ['content-length-range', 1, maxBytes],
        ['eq', '$Content-Type', contentType],
      ],
      Expires: expiresInSeconds,
    });
    return {url, fields};
  },
} satisfies UploadBucket;
