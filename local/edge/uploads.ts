// An upload through the distribution: the engine's CloudFront reads buckets, and here the edge writes into one as CloudFront would.
import type {IncomingMessage, ServerResponse} from 'node:http';
import {unescape as decode} from 'node:querystring';
import type {Readable} from 'node:stream';
import {admits} from './bucket-policy.ts';
import type {Distribution} from './distribution.ts';
import {EdgeError} from './reply.ts';

/** The engine's S3, as far as a distribution writes there. */
export type Buckets = {
  /** The JSON of the bucket's policy, undefined where it has none. */
  readonly policy: (bucket: string) => Promise<string | undefined>;
  /** The new object's ETag. */
  readonly put: (object: {
    readonly bucket: string;
    readonly key: string;
    readonly body: Readable;
    readonly bytes: number;
    readonly contentType?: string;
    readonly signal: AbortSignal;
  }) => Promise<string>;
};

/** Streams the body of a PUT into the origin's bucket, if the bucket's policy admits this distribution to that key. */
export const putUpload = async (
  viewer: IncomingMessage,
  reply: ServerResponse,
  {arn, origins}: Distribution,
  originId: string,
  buckets: Buckets,
): Promise<void> => {
  const {method, url = '/', headers} = viewer;
  if (method !== 'PUT') throw new EdgeError(405, `expected PUT at a path for uploads, got ${method}`);
  const bucket = origins.get(originId)?.bucket;
  if (!bucket) throw new EdgeError(403, `expected the origin ${originId} to be a bucket with an origin access control`);
  const key = decode(url.split('?')[0] ?? '').slice(1);
  const call = {action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${key}`, sourceArn: arn};
  if (!admits(await buckets.policy(bucket), call))
    throw new EdgeError(403, `the policy of ${bucket} does not admit ${arn} to s3:PutObject on ${key}`);
  const bytes = Number(headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(bytes)) throw new EdgeError(411, 'expected an upload with a Content-Length, got none');
  const contentType = headers['content-type'];
  const leaving = new AbortController();
  reply.once('close', () => leaving.abort());
  const {signal} = leaving;
  const etag = await buckets.put({bucket, key, body: viewer, bytes, ...(contentType && {contentType}), signal});
  reply.writeHead(200, {etag, 'content-length': 0, 'x-cache': 'Miss from cloudfront'}).end();
};
