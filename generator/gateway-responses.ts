// What API Gateway itself answers, as RFC 9457 problem documents.

import type {GatewayResponse} from './sam.ts';

type Problem = {readonly status?: number; readonly title: string};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const problems = {
  // API Gateway's own name for "no such route".
  MISSING_AUTHENTICATION_TOKEN: {status: 404, title: 'Not Found'},
  RESOURCE_NOT_FOUND: {status: 404, title: 'Not Found'},
  UNAUTHORIZED: {status: 401, title: 'Unauthorized'},
  ACCESS_DENIED: {status: 401, title: 'Unauthorized'},
  EXPIRED_TOKEN: {status: 401, title: 'Unauthorized'},
  INVALID_SIGNATURE: {status: 401, title: 'Unauthorized'},
  INVALID_API_KEY: {status: 401, title: 'Unauthorized'},
  REQUEST_TOO_LARGE: {status: 413, title: 'Content Too Large'},
  THROTTLED: {status: 429, title: 'Too Many Requests'},
  QUOTA_EXCEEDED: {status: 429, title: 'Too Many Requests'},
  WAF_FILTERED: {status: 400, title: 'Bad Request'},
  DEFAULT_4XX: {title: 'Bad Request'},
  DEFAULT_5XX: {title: 'Internal Server Error'},
} as const satisfies Readonly<Record<string, Problem>>;

/** The body is no JSON document when written: $context.error.messageString brings its own quotes. */
const gatewayResponse = ({status, title}: Problem): GatewayResponse => ({
  ...(status !== undefined && {StatusCode: status}),
  ResponseParameters: {Headers: {'Content-Type': "'application/problem+json'", 'Cache-Control': "'no-store'"}},
  ResponseTemplates: {
    'application/json': `{"type":"about:blank","title":"${title}",${status === undefined ? '' : `"status":${status},`}"detail":$context.error.messageString}`,
  },
});

export const gatewayResponses: Readonly<Record<string, GatewayResponse>> = Object.fromEntries(
  Object.entries<Problem>(problems).map(([type, problem]) => [type, gatewayResponse(problem)]),
);
