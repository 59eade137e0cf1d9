import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {maxUploadBytes, type OriginalBucket, type Upload} from '../domain/originals.ts';
import {originalGone, type Refusal, replaced, tooLarge} from '../domain/photo-refusals.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

const isGone = (error: unknown): boolean =>
  error instanceof NoSuchKey || (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412);

const missing = ({etag}: Upload): Refusal => (etag === undefined ? originalGone() : replaced());

const open = async ({key, etag}: Upload): Promise<GetObjectCommandOutput | undefined> => {
  try {
    return await s3().send(
      new GetObjectCommand({
        Bucket: requiredEnv('UPLOADS_BUCKET'),
        Key: key,
        ...(etag !== undefined && {IfMatch: `"${etag}"`}),
      }),
    );
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

/** Ends the transfer: what S3 has not sent yet is never read. */
const stop = (body: GetObjectCommandOutput['Body']): void => {
  if (body && 'destroy' in body && typeof body.destroy === 'function') body.destroy();
};

export const originalBucket = {
  read: async (upload) => {
    const object = await open(upload);
    if (!object?.Body) return missing(upload);
    const bytes = object.ContentLength ?? Number.POSITIVE_INFINITY;
    if (bytes <= maxUploadBytes) return object.Body.transformToByteArray();
    stop(object.Body);
    return tooLarge(bytes, maxUploadBytes);
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
