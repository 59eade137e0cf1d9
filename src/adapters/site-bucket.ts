import {
  DeleteObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type {SiteBucket} from '../domain/settling.ts';
import {digestOf} from '../domain/site-files.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

const bucketName = () => requiredEnv('SITE_BUCKET');

/**
 * S3's answers to a conditional write that came too late: something else is stored (412), nothing is (404), or another write is
 * under way (409).
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
const tooLate: readonly (number | undefined)[] = [404, 409, 412];

const unlessTooLate = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && tooLate.includes(error.$metadata.httpStatusCode)) return false;
    throw error;
  }
};

const isForbidden = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;

/** A refused HEAD has no body that would name the action. */
const mayNotHead = (key: string): string =>
  `expected to be allowed to HEAD ${key}, got 403: the role may not s3:GetObject, or may not s3:ListBucket if nothing is there`;

export const siteBucket = {
  head: async (key) => {
    try {
      const command = new HeadObjectCommand({Bucket: bucketName(), Key: key, ChecksumMode: 'ENABLED'});
      const {ETag = '', ChecksumSHA256 = '', ContentType = '', CacheControl = ''} = await s3().send(command);
      return {etag: ETag, digest: ChecksumSHA256, contentType: ContentType, cacheControl: CacheControl};
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw isForbidden(error) ? new Error(mayNotHead(key), {cause: error}) : error;
    }
  },

  keysIn: async (folder) => {
    const keys: string[] = [];
    for await (const {Contents = []} of paginateListObjectsV2({client: s3()}, {Bucket: bucketName(), Prefix: folder}))
      keys.push(...Contents.flatMap(({Key}) => Key ?? []));
    return keys;
  },

  put: ({key, contentType, cacheControl, text}, stored) =>
    unlessTooLate(
      s3().send(
        new PutObjectCommand({
          Bucket: bucketName(),
          Key: key,
          Body: text,
          ContentType: contentType,
          CacheControl: cacheControl,
          ChecksumSHA256: digestOf(text),
          ...(stored ? {IfMatch: stored.etag} : {IfNoneMatch: '*'}),
        }),
      ),
    ),

  remove: (key, stored) =>
    unlessTooLate(s3().send(new DeleteObjectCommand({Bucket: bucketName(), Key: key, IfMatch: stored.etag}))),
} satisfies SiteBucket;
