import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http';
import isStillFresh from 'fresh';
import {compressedHeaders} from './compression.ts';
import type {Served} from './kept.ts';

/** Sends an answer as CloudFront does: where it came from, how old it is, and no body for who has it already. */
export const send = (viewer: IncomingMessage, reply: ServerResponse, {answer, result, ageSeconds}: Served): void => {
  const {'content-length': _, ...headers}: IncomingHttpHeaders = {
    ...compressedHeaders(answer),
    'x-cache': `${result} from cloudfront`,
    ...(ageSeconds !== undefined && {age: String(ageSeconds)}),
  };
  if (answer.status === 200 && isStillFresh(viewer.headers, headers)) {
    const {'content-type': __, 'content-encoding': ___, ...confirming} = headers;
    reply.writeHead(304, confirming).end();
    return;
  }
  reply.writeHead(answer.status, {...headers, 'content-length': answer.body.length});
  reply.end(viewer.method === 'HEAD' ? undefined : answer.body);
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
