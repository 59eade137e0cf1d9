// What the tests of the edge stand on: a tiny origin in place of the engine, a clock, and purges.
import {once} from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import type {ExecutionContext} from 'ava';
import type {CloudFront} from '../../local/edge/cloudfront.ts';
import {type EdgeOptions, edge} from '../../local/edge.ts';

type Asked = {
  /** Resolves when the edge is done with the answer, or has hung up. */
  readonly ended: Promise<unknown>;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
export type Told = {readonly status?: number; readonly headers?: OutgoingHttpHeaders; readonly body?: string | Buffer};
export const distributionArn = 'arn:aws:cloudfront::000000000000:distribution/D1';

type Teller = (asked: Asked) => Told | Promise<Told>;
type Sent = {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

export const pageHeaders = {'cache-control': 's-maxage=100', 'content-type': 'text/html; charset=utf-8', etag: '"1"'};
export const page = (body: string, headers: OutgoingHttpHeaders = {}): Told => ({
  body,
  headers: {...pageHeaders, ...headers},
});

export const allMethods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const plainConfig = {
  DefaultCacheBehavior: {CachePolicyId: 'pages', Compress: true},
  CacheBehaviors: {
    Items: [
      {PathPattern: '/api/author/*', CachePolicyId: 'disabled', AllowedMethods: {Items: allMethods}},
      {PathPattern: '/plain/*', CachePolicyId: 'pages'},
      {PathPattern: '/api/*', CachePolicyId: 'api', AllowedMethods: {Items: allMethods}},
    ],
  },
  CustomErrorResponses: {
    Items: [{ErrorCode: 403, ResponseCode: '404', ResponsePagePath: '/404.html', ErrorCachingMinTTL: 5}],
  },
};
const policies: Readonly<Record<string, object>> = {
  disabled: {MinTTL: 0, DefaultTTL: 0, MaxTTL: 0},
  pages: {
    ...{MinTTL: 0, DefaultTTL: 50, MaxTTL: 1000},
    ParametersInCacheKeyAndForwardedToOrigin: {EnableAcceptEncodingBrotli: true, EnableAcceptEncodingGzip: true},
  },
  api: {
    ...{MinTTL: 0, DefaultTTL: 0, MaxTTL: 1000},
    ParametersInCacheKeyAndForwardedToOrigin: {
      QueryStringsConfig: {QueryStringBehavior: 'whitelist', QueryStrings: {Items: ['tag']}},
    },
  },
};

/** A server on a free port that ends with the test; `end` ends it earlier. */
const listening = async (t: ExecutionContext, listener: Parameters<typeof createServer>[1]) => {
  const server = createServer({}, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    server.closeAllConnections();
    server.close();
  };
  t.teardown(end);
  return {server, end, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`};
};

type Deployed = {
  readonly config?: object;
  /** The code of viewer-request functions, by ARN. */
  readonly functions?: Readonly<Record<string, string>>;
};

/** An edge in front of a tiny origin, with a clock and a list of purges in the test's hands. */
export const world = async (
  t: ExecutionContext,
  tell: Teller,
  {
    maxCacheBytes = 1_000_000,
    config = plainConfig,
    functions = {},
    ...options
  }: Deployed & Pick<EdgeOptions, 'maxCacheBytes' | 'regions' | 'publicKeys' | 'buckets'> = {},
) => {
  const asked: Asked[] = [];
  const purges = new Map<string, readonly string[]>();
  const stage = {tell, nowMs: Date.parse('2026-01-01T00:00:00Z')};
  const origin = await listening(t, async (incoming, reply) => {
    const {method = '', url = '', headers} = incoming;
    const ended = once(reply, 'close');
    const question = {method, url, headers, body: String(await buffer(incoming)), ended};
    asked.push(question);
    const told = await stage.tell(question);
    reply.writeHead(told.status ?? 200, told.headers).end(told.body);
  });
  const cloudFront = {
    distribution: async () => ({arn: distributionArn, domainName: 'd1.cloudfront.net', config}),
    domainNameOf: async (originId: string) => `${originId}.cloudfront.net`,
    functionCode: async (arn: string) => functions[arn] ?? '',
    cachePolicy: async (id: string) => policies[id],
    invalidationIds: async () => [...purges.keys()],
    invalidationPaths: async (id: string) => purges.get(id) ?? [],
  } as unknown as CloudFront;
  const {endpoint} = origin;
  const {handle} = await edge({...options, endpoint, cloudFront, maxCacheBytes, now: () => stage.nowMs});
  const front = await listening(t, handle);

  return {
    asked,
    endOrigin: origin.end,
    now: () => stage.nowMs,
    tell: (next: Teller) => {
      stage.tell = next;
    },
    pass: (seconds: number) => {
      stage.nowMs += seconds * 1000;
    },
    purge: (...paths: readonly string[]) => purges.set(`purge ${purges.size}`, paths),
    /** Resolves when the edge has begun to handle a request. */
    arrival: () => once(front.server, 'request'),
    ask: async (path: string, {method = 'GET', headers = {}, body, signal}: Sent = {}) => {
      const outgoing = request(`${front.endpoint}${path}`, {
        method,
        headers,
        agent: false,
        ...(signal && {signal}),
      }).end(body);
      const [answer]: IncomingMessage[] = await once(outgoing, 'response');
      if (!answer) throw new Error('expected an answer');
      const bytes = await buffer(answer);
      const cached = String(answer.headers['x-cache'] ?? '');
      return {
        status: answer.statusCode,
        headers: answer.headers,
        result: cached.replace(' from cloudfront', ''),
        bytes,
        text: String(bytes),
      };
    },
  };
};

/** A promise that the test resolves when it wants to. */
export const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {open, opened};
};
