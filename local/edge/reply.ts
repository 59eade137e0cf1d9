import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http';
import isStillFresh from 'fresh';
import {compressedHeaders} from './compression.ts';
import type {Served} from './kept.ts';
import type {FunctionReply} from './viewer-function.ts';

/** An answer that the edge gives itself, because nobody else did. */
export class EdgeError extends Error {
  readonly status: number;

  constructor(status: number, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.status = status;
  }
}

/** Sends an answer as CloudFront does: where it came from, how old it is, and no body for who has it already. */
export const send = (viewer: IncomingMessage, reply: ServerResponse, {answer, result, ageSeconds}: Served): void => {
  const {'content-length': _, ...headers}: IncomingHttpHeaders = {
    ...compressedHeaders(answer),
    'x-cache': `${result} from cloudfront`,
    ...(ageSeconds !== undefined && {age: String(ageSeconds)}),
    ...(ageSeconds === undefined && answer.originId && {'x-local-origin': answer.originId}),
  };
  if (answer.status === 200 && isStillFresh(viewer.headers, headers)) {
    const {'content-type': __, 'content-encoding': ___, ...confirming} = headers;
    reply.writeHead(304, confirming).end();
    return;
  }
  reply.writeHead(answer.status, {...headers, 'content-length': answer.body.length});
  reply.end(viewer.method === 'HEAD' ? undefined : answer.body);
};

/** Sends what a viewer-request function answers itself. */
export const sendReply = (reply: ServerResponse, {status, headers, body}: FunctionReply): void => {
  reply.writeHead(status, {...headers, 'x-cache': 'FunctionGeneratedResponse from cloudfront'}).end(body);
};

/** Sends an error of the edge's own, said in one sentence. */
export const sendError = (reply: ServerResponse, status: number, sentence: string): void => {
  if (reply.headersSent) {
    reply.destroy();
    return;
  }
  reply.writeHead(status, {'content-type': 'text/plain; charset=utf-8', 'x-cache': 'Error from cloudfront'});
  reply.end(`${sentence}\n`);
};
