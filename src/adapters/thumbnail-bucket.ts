import {PutObjectCommand} from '@aws-sdk/client-s3';
import type {ThumbnailBucket} from '../domain/thumbnail-files.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

export const thumbnailBucket = {
  put: async ({key, format}, file) => {
    const bucket = requiredEnv('THUMBNAILS_BUCKET');
    const {VersionId} = await s3().send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: file,
        ContentType: `image/${format}`,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    );
    if (VersionId === undefined) throw new Error(`expected versioning in the bucket ${bucket}, got ${key} without one`);
    return VersionId;
  },
} satisfies ThumbnailBucket;
