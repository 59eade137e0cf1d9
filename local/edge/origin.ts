// The engine's CloudFront, which the edge stands in front of: forwards by policy, runs functions, signs, sets header policies.
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {pipeline} from 'node:stream/promises';
import type {Encoding} from './distribution.ts';

export type Answer = {
  readonly status: number;
  /** As the origin sent them, also where the body is compressed by now. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly encoding?: Encoding;
  /** The id of the origin that was chosen for the request, where one was. */
  readonly originId?: string;
};

export type Origin = {
  /** A request without a body, whose whole answer is waited for. */
  readonly ask: (method: string, url: string, headers: IncomingHttpHeaders) => Promise<Answer>;
  /** Hands a viewer's request on and streams the answer back; `replace` may change the answer's headers. */
  readonly forward: (
    viewer: IncomingMessage,
    reply: ServerResponse,
    replace: (status: number, headers: IncomingHttpHeaders) => IncomingHttpHeaders,
  ) => Promise<void>;
};

const hopByHop: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'host'],
  // Where the reader stands and what has failed is told to this edge alone.
  ...['x-local-edge', 'x-local-dead'],
]);

/** What concerns more than the connection that the headers came by. */
export const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name) && !named.includes(name)));
};

/** The data plane of the distribution with this domain name. */
export const origin = (endpoint: string, domainName: string): Origin => {
  const {hostname, port} = new URL(endpoint);
  const options = (method: string, path: string, headers: IncomingHttpHeaders): RequestOptions => ({
    ...{hostname, port, method, path},
    // A connection of its own: a kept one may be closed by the engine at the moment it is used.
    agent: false,
    // The engine redirects what came without TLS, and believes this header about it.
    headers: {...endToEnd(headers), host: domainName, 'x-forwarded-proto': 'https'},
  });

  return {
    ask: (method, url, headers) =>
      new Promise((resolve, reject) => {
        request(options(method, url, headers), (answer) => {
          const {statusCode = 502} = answer;
          buffer(answer).then((body) => resolve({status: statusCode, headers: endToEnd(answer.headers), body}), reject);
        })
          .on('error', reject)
          .end();
      }),

    forward: (viewer, reply, replace) =>
      new Promise((resolve, reject) => {
        const {method = 'GET', url = '/', headers} = viewer;
        const chunked = headers['transfer-encoding'] && {'transfer-encoding': 'chunked'};
        const {headers: sent, ...others} = options(method, url, headers);
        const outgoing = request({...others, headers: {...sent, ...chunked}}, (answer) => {
          const {statusCode = 502} = answer;
          reply.writeHead(statusCode, replace(statusCode, endToEnd(answer.headers)));
          pipeline(answer, reply).then(resolve, reject);
        }).on('error', reject);
        reply.once('close', () => outgoing.destroy());
        viewer.pipe(outgoing);
      }),
  };
};
