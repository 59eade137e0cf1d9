import middy, {type MiddlewareObj} from '@middy/core';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import type {APIGatewayProxyEvent} from 'aws-lambda';
import type * as z from 'zod/mini';
import {BlogError} from '../domain/errors.ts';
import {logCall} from './log-call.ts';
import {parseRequest} from './parse-request.ts';
import {problems} from './problems.ts';
import type {Reply} from './replies.ts';

const maxBodyBytes = 128 * 1024;

type Parsed<S extends z.ZodMiniType> = z.output<S> & {readonly now: Date};

const bodyLimit = (): MiddlewareObj<APIGatewayProxyEvent> => ({
  before: ({event}) => {
    const bytes = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (bytes > maxBodyBytes)
      throw new BlogError('body-too-large', `expected a body of at most ${maxBodyBytes} bytes, got ${bytes}`);
  },
});

/** Middy refuses a middleware without a phase. */
const ignoreBody = (): MiddlewareObj<APIGatewayProxyEvent> => ({before: () => {}});

/**
 * One route of the API. `request` describes the parts of a request that the use case needs: `path`, `query`, `headers` (lower-case
 * names) and `body`; a request without a `body` in its schema may send any body or none.
 */
export const httpHandler = <S extends z.ZodMiniObject>(
  request: S,
  useCase: (input: Parsed<S>) => Reply | Promise<Reply>,
  bodyParser: () => MiddlewareObj<APIGatewayProxyEvent> = 'body' in request.shape
    ? (jsonBodyParser as () => MiddlewareObj<APIGatewayProxyEvent>)
    : ignoreBody,
) =>
  middy<APIGatewayProxyEvent, Reply>()
    .use(logCall<APIGatewayProxyEvent, Reply>(({statusCode}) => ({status: statusCode})))
    .use(problems())
    .use(headerNormalizer())
    .use(bodyLimit())
    .use(bodyParser())
    .handler(async (event) => {
      const input = parseRequest(request, {
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
        headers: event.headers ?? {},
        body: event.body,
      });
      return useCase({...input, now: new Date()} as Parsed<S>);
    });
