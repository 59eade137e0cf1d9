import {S3Client} from '@aws-sdk/client-s3';
import {once} from './once.ts';

/** One client for the buckets of a process: its connections are kept alive. */
export const s3 = once(() => new S3Client({}));
