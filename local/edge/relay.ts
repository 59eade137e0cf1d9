// A viewer's request on its way through: what may pass, and how it is handed on.
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import {pipeline} from 'node:stream/promises';

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

/** The answer's headers as the viewer shall get them. */
export type Replace = (status: number, headers: IncomingHttpHeaders) => IncomingHttpHeaders;

/** Sends the viewer's body as `options` say and streams the answer back; a viewer that leaves takes its question along. */
export const relay = (
  viewer: IncomingMessage,
  reply: ServerResponse,
  {headers, ...options}: RequestOptions & {readonly headers: IncomingHttpHeaders},
  replace: Replace = (_, sent) => sent,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const chunked = viewer.headers['transfer-encoding'] && {'transfer-encoding': 'chunked'};
    const outgoing = request({...options, headers: {...headers, ...chunked}}, (answer) => {
      const {statusCode = 502} = answer;
      reply.writeHead(statusCode, replace(statusCode, endToEnd(answer.headers)));
      pipeline(answer, reply).then(resolve, reject);
    }).on('error', reject);
    reply.once('close', () => outgoing.destroy());
    viewer.pipe(outgoing);
  });
