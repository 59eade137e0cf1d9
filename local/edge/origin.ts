// The engine's CloudFront, which the edge stands in front of: forwards by policy, runs functions, signs, sets header policies.
import {type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import type {Encoding} from './distribution.ts';
import {endToEnd, type Replace, relay} from './relay.ts';

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
  /** Hands a viewer's request on and streams the answer back. */
  readonly forward: (viewer: IncomingMessage, reply: ServerResponse, replace: Replace) => Promise<void>;
};

/**
 * The data plane of the distribution with this domain name. It is waited for as long as it takes, whatever OriginReadTimeout says:
 * a function that starts on a small machine takes longer than on AWS.
 */
export const origin = (endpoint: string, domainName: string): Origin => {
  const {hostname, port} = new URL(endpoint);
  const options = (method: string, path: string, headers: IncomingHttpHeaders) => ({
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

    forward: (viewer, reply, replace) => {
      const {method = 'GET', url = '/', headers} = viewer;
      return relay(viewer, reply, options(method, url, headers), replace);
    },
  };
};
