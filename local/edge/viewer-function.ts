// Runs a viewer-request function of the JavaScript runtime 2.0, with the `cloudfront` module that the engine lacks.
import {randomUUID} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';
import {type Context, createContext, Script} from 'node:vm';
import {EdgeError} from './reply.ts';

export type ViewerRequest = {readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders};

/** Origins by id, best first: the next one is asked where one cannot be reached or answers with such a status. */
export type Choice = {readonly originIds: readonly string[]; readonly failoverStatuses: readonly number[]};

export type FunctionReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A reply of its own, or the origin it chose, or neither: then it is the behavior's. An EdgeError where it throws. */
export type Outcome = {readonly reply?: FunctionReply; readonly choice?: Choice};
export type ViewerFunction = (request: ViewerRequest, edgeRegion: string) => Promise<Outcome>;

type Valued = {readonly value: string};
type Returned = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, Valued>>;
  readonly body?: string | {readonly data: string};
};
type Group = {
  readonly originIds: readonly {readonly originId: string}[];
  readonly failoverCriteria: {readonly statusCodes: readonly number[]};
};

const importLine = /^\s*import\s+cf\s+from\s+['"]cloudfront['"];?/m;

export const importsCloudFront = (code: string): boolean => importLine.test(code);

const valued = (entries: Iterable<readonly [string, unknown]>): Readonly<Record<string, Valued>> =>
  Object.fromEntries([...entries].map(([name, value]) => [name, {value: String(value)}]));

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
const eventOf = ({method, url, headers: {cookie = '', ...headers}}: ViewerRequest) => {
  const [uri = '/', ...query] = url.split('?');
  return {
    version: '1.0',
    context: {eventType: 'viewer-request', requestId: randomUUID()},
    viewer: {ip: '127.0.0.1'},
    request: {
      method,
      uri,
      querystring: valued(new URLSearchParams(query.join('?'))),
      headers: valued(Object.entries(headers)),
      cookies: valued(new URLSearchParams(cookie.replaceAll(/;\s*/g, '&'))),
    },
  };
};

const replyOf = ({statusCode = 0, headers = {}, body = ''}: Returned): FunctionReply => ({
  status: statusCode,
  headers: Object.fromEntries(Object.entries(headers).map(([name, {value}]) => [name, value])),
  body: typeof body === 'string' ? body : body.data,
});

/** `import cf from 'cloudfront'`: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html */
const cloudFrontModule = (region: string, choose: (choice: Choice) => void) => ({
  edgeLocation: {name: region, serverIp: '127.0.0.1', region},
  selectRequestOriginById: (originId: string) => choose({originIds: [originId], failoverStatuses: []}),
  createRequestOriginGroup: ({originIds, failoverCriteria}: Group) => {
    if (originIds.length !== 2) throw new Error(`expected an origin group of two origins, got ${originIds.length}`);
    choose({originIds: originIds.map(({originId}) => originId), failoverStatuses: failoverCriteria.statusCodes});
  },
});

const run = async (script: Script, context: Context): Promise<Returned> => {
  try {
    // A function has about a millisecond on AWS; here it is only kept from never ending.
    const returned: Returned | undefined = await script.runInContext(context, {timeout: 1000});
    if (typeof returned !== 'object' || returned === null)
      throw new Error(`expected a request or a response, got ${returned}`);
    return returned;
  } catch (cause) {
    throw new EdgeError(503, `the viewer-request function failed: ${cause}`, {cause});
  }
};

export const viewerFunction = (code: string): ViewerFunction => {
  const script = new Script(`${code.replace(importLine, '')}\n;handler(event);`);
  return async (request, edgeRegion) => {
    let choice: Choice | undefined;
    const event = eventOf(request);
    const before = JSON.stringify(event.request);
    const module = cloudFrontModule(edgeRegion, (chosen) => {
      choice = chosen;
    });
    const context: Context = createContext({event, cf: module, console});
    const returned = await run(script, context);
    if (returned.statusCode !== undefined) return {reply: replyOf(returned)};
    if (JSON.stringify(returned) !== before)
      throw new EdgeError(502, 'expected a function that leaves the request as it is, got one that changes it');
    return choice ? {choice} : {};
  };
};
