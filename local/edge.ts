// The edge on one machine: what the engine's CloudFront lacks (cache, compression, purges, choice of the origin, signed
// uploads), by the deployed distribution.
import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http';
import {CloudFrontClient} from '@aws-sdk/client-cloudfront';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Blog, output, regionsOf} from './blog.ts';
import {engineBuckets} from './buckets.ts';
import {publicKeysIn} from './differences.ts';
import {cache, type Lookup} from './edge/cache.ts';
import {cacheKeyOf} from './edge/cache-key.ts';
import {type CloudFront, cloudFrontApi} from './edge/cloudfront.ts';
import {compressed} from './edge/compression.ts';
import {behaviorFor, readDistribution} from './edge/distribution.ts';
import {lifetimeOf} from './edge/lifetimes.ts';
import {readOrigins} from './edge/origins.ts';
import {EdgeError, send, sendError, sendReply} from './edge/reply.ts';
import {refusalOf} from './edge/signed-urls.ts';
import {isUnreachable} from './edge/unreachable.ts';
import {type Buckets, putUpload} from './edge/uploads.ts';
import {distributionOf} from './origin-distributions.ts';

export type EdgeOptions = {
  /** Where the engine answers, as in `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly cloudFront: CloudFront;
  /** Home first: there the reader is, unless the request's header `x-local-edge` names another. */
  readonly regions?: readonly [string, ...string[]];
  /** The keys that may sign URLs: PEM by id. */
  readonly publicKeys?: ReadonlyMap<string, string>;
  readonly buckets?: Buckets;
  readonly maxCacheBytes?: number;
  readonly now?: () => number;
};

export type Edge = {
  readonly domainName: string;
  /** Answers one request; never rejects. */
  readonly handle: (viewer: IncomingMessage, reply: ServerResponse) => Promise<void>;
};

/** The viewer's headers without those by which it asks for less than the whole answer, which is what the cache keeps. */
const forWholeAnswer = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const partial = /^(?:if-.*|range|accept-encoding|content-length)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !partial.test(name)));
};

/** The edge of one distribution, read as it is deployed at this moment. */
export const edge = async ({
  endpoint,
  cloudFront,
  regions = ['home'],
  publicKeys = new Map(),
  buckets,
  maxCacheBytes = 128 * 1024 * 1024,
  now = Date.now,
}: EdgeOptions): Promise<Edge> => {
  const distribution = await readDistribution(cloudFront);
  const origins = await readOrigins(endpoint, regions, distribution, cloudFront);
  const answers = await cache(cloudFront, maxCacheBytes, now);

  const answer = async (viewer: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const {method = 'GET', url = '/', headers} = viewer;
    const behavior = behaviorFor(distribution, url.split('?')[0] ?? '/');
    const {methods, policy, compress, errorTtls} = behavior;
    if (!methods.includes(method))
      return sendError(reply, 403, `This path is not configured to allow the HTTP method ${method}.`);
    if (behavior.isSigned) {
      const refusal = refusalOf(new URL(url, `https://${headers.host ?? distribution.domainName}`), publicKeys, now());
      if (refusal) return sendError(reply, 403, refusal);
    }
    const outcome = await behavior.run?.({method, url, headers}, String(headers['x-local-edge'] ?? regions[0]));
    if (outcome?.reply) return sendReply(reply, outcome.reply);
    if (behavior.isSigned && buckets) return putUpload(viewer, reply, distribution, behavior.originId, buckets);

    const origin = origins(behavior, outcome?.choice, headers['x-local-dead']?.toString());
    const key = cacheKeyOf(policy, url, headers);
    const lookup: Lookup = {
      ...key,
      isCollapsible: policy.maxTtlSeconds > 0,
      lifetimeOf: (news, nowMs) => lifetimeOf(news, policy, errorTtls, nowMs),
      ask: async (validators) => {
        const encodings = key.encodings.length > 0 && {'accept-encoding': key.encodings.join(',')};
        const whole = await origin.ask('GET', url, {...forWholeAnswer(headers), ...encodings, ...validators});
        return compress ? compressed(whole, key.encodings) : whole;
      },
    };

    if (method === 'GET' && !headers.range) return send(viewer, reply, await answers.serve(lookup));
    const kept = method === 'HEAD' ? await answers.fresh(key.key) : undefined;
    if (kept) return send(viewer, reply, kept);
    await origin.forward(viewer, reply, (status, sent) =>
      status >= 400 ? {...sent, 'x-cache': 'Error from cloudfront'} : sent,
    );
  };

  return {
    domainName: distribution.domainName,
    handle: (viewer, reply) =>
      answer(viewer, reply).catch((error: Error) => {
        if (error instanceof EdgeError) return sendError(reply, error.status, `The edge: ${error.message}.`);
        if (isUnreachable(error))
          return sendError(reply, 502, `The edge got no answer from the engine at ${endpoint}: ${error.message}`);
        // A viewer that has left is told nothing.
        if (reply.closed) return;
        console.error(error);
        sendError(reply, 500, `The edge failed: ${error.message}`);
      }),
  };
};

/** The edge in front of the deployed blog's distribution. */
export const startEdge = (blog: Pick<Blog, 'engine' | 'outputs' | 'physicalIds' | 'replicas'>): Promise<Edge> => {
  // One try: where the engine is gone, what is kept is served at once.
  const client = new CloudFrontClient({...clientConfig(blog.engine), maxAttempts: 1});
  const idOf = (originId: string) => blog.physicalIds[distributionOf(originId)];
  return edge({
    endpoint: blog.engine.endpoint,
    cloudFront: cloudFrontApi(client, output(blog, 'DistributionId'), idOf),
    regions: regionsOf(blog),
    publicKeys: publicKeysIn(blog.outputs),
    buckets: engineBuckets(blog.engine),
  });
};
