import {STATUS_CODES} from 'node:http';
import type {MiddlewareObj} from '@middy/core';
import type {APIGatewayProxyEvent} from 'aws-lambda';
import {BlogError, type ErrorCode} from '../domain/errors.ts';
import type {Reply} from './replies.ts';

const statusOf: Record<ErrorCode, number> = {
  'invalid-request': 400,
  'malformed-body': 400,
  'unsupported-body': 415,
  'body-too-large': 413,
  'not-found': 404,
  'already-exists': 412,
  'version-conflict': 412,
  'precondition-required': 428,
};

/** RFC 9457. `breaches` lists every field at fault, so that a form can show them all at once. */
const problem = (status: number, code: string, detail: string, breaches: BlogError['breaches']): Reply => ({
  statusCode: status,
  headers: {'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store'},
  body: JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    code,
    detail,
    ...(breaches.length > 0 && {breaches}),
  }),
});

/** Errors of Middy's body parsers carry a status and a cause; ours carry a code. */
const asBlogError = (error: unknown): BlogError | undefined => {
  if (error instanceof BlogError) return error;
  const status = (error as {statusCode?: unknown} | null)?.statusCode;
  if (status === 415)
    return new BlogError('unsupported-body', "expected the header 'Content-Type: application/json'", {cause: error});
  if (status === 422) return new BlogError('malformed-body', 'expected a body of valid JSON', {cause: error});
  return undefined;
};

/** Turns what was thrown into a problem document; our own faults stay in the log and answer 500. */
export const problems = (): MiddlewareObj<APIGatewayProxyEvent, Reply> => ({
  onError: (request) => {
    const mistake = asBlogError(request.error);
    request.response = mistake
      ? problem(statusOf[mistake.code], mistake.code, mistake.message, mistake.breaches)
      : problem(500, 'internal', 'the blog made a mistake; it is in its log', []);
  },
});
