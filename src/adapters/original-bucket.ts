import {GetObjectCommand, NoSuchKey, PutObjectCommand, S3ServiceException} from '@aws-sdk/client-s3';
import type {OriginalBucket} from '../domain/originals.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

const isGone = (error: unknown): boolean =>
  error instanceof NoSuchKey || (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412);

export const originalBucket = {
  read: async ({key, etag}) => {
    try {
      const object = await s3().send(
        new GetObjectCommand({Bucket: requiredEnv('UPLOADS_BUCKET'), Key: key, IfMatch: `"${etag}"`}),
      );
      return await object.Body?.transformToByteArray();
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },

  keep: async ({photoId}, file, format) => {
    await s3().send(
      new PutObjectCommand({
        Bucket: requiredEnv('UPLOADS_BUCKET'),
        Key: `originals/${photoId}`,
        Body: file,
        ContentType: `image/${format}`,
      }),
    );
  },
} satisfies OriginalBucket;
