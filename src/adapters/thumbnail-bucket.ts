import {PutObjectCommand} from '@aws-sdk/client-s3';
import type {ThumbnailBucket} from '../domain/thumbnails.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

export const thumbnailBucket = {
  put: async ({key, format}, file) => {
    await s3().send(
      new PutObjectCommand({
        Bucket: requiredEnv('THUMBNAILS_BUCKET'),
        Key: key,
        Body: file,
        ContentType: `image/${format}`,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    );
  },
} satisfies ThumbnailBucket;
