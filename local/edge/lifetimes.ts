// How long CloudFront keeps an answer: what the origin asks for, between the bounds of the cache policy.
import type {IncomingHttpHeaders} from 'node:http';
import ParsedCaching from 'http-cache-semantics';
import type {CachePolicy, ErrorTtl} from './distribution.ts';

export type Lifetime = {
  readonly freshSeconds: number;
  /** For so long after that it is served while it is fetched anew. */
  readonly staleWhileRevalidateSeconds: number;
  /** For so long after that it is served where the origin fails. */
  readonly staleIfErrorSeconds: number;
};

type Headed = {readonly status: number; readonly headers: IncomingHttpHeaders};

const defaultErrorTtl: ErrorTtl = {seconds: 10, isPage: false};

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
const errorsAlwaysKept: readonly number[] = [404, 414, 500, 501, 502, 503, 504];
const errorsKeptIfAsked: readonly number[] = [400, 403, 405, 412, 415];

/** What the origin's headers ask for; `seconds` is undefined where they name no time. */
const askedBy = ({'cache-control': cacheControl, expires, date}: IncomingHttpHeaders, nowMs: number) => {
  const headers = {'cache-control': cacheControl, expires, date: date ?? new Date(nowMs).toUTCString()};
  const parsed = new ParsedCaching({headers: {}}, {status: 200, headers}, {shared: true});
  const directives = parsed.toObject().rescc;
  const namesTime = 's-maxage' in directives || 'max-age' in directives || expires !== undefined;
  return {
    directives,
    seconds: namesTime ? parsed.maxAge() : undefined,
    forbids: 'no-store' in directives || 'no-cache' in directives || 'private' in directives,
  };
};

const errorLifetime = (
  {status, headers}: Headed,
  policy: CachePolicy,
  rule: ErrorTtl,
  nowMs: number,
): Lifetime | undefined => {
  const asked = rule.isPage ? undefined : askedBy(headers, nowMs).seconds;
  const isKept = rule.isPage || errorsAlwaysKept.includes(status) || (errorsKeptIfAsked.includes(status) && asked);
  const freshSeconds = Math.max(rule.seconds, Math.min(asked ?? 0, policy.maxTtlSeconds));
  if (!isKept || freshSeconds === 0) return undefined;
  return {freshSeconds, staleWhileRevalidateSeconds: 0, staleIfErrorSeconds: 0};
};

/**
 * The lifetime of an answer, undefined where it is not kept at all. Errors are kept even where the policy disables caching.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 */
export const lifetimeOf = (
  answer: Headed,
  policy: CachePolicy,
  errorTtls: ReadonlyMap<number, ErrorTtl>,
  nowMs: number,
): Lifetime | undefined => {
  const {status, headers} = answer;
  if (status >= 400) return errorLifetime(answer, policy, errorTtls.get(status) ?? defaultErrorTtl, nowMs);
  if (policy.maxTtlSeconds === 0 || status === 206 || status === 304) return undefined;
  const {directives, seconds, forbids} = askedBy(headers, nowMs);
  if (forbids && policy.minTtlSeconds === 0) return undefined;
  const wanted = forbids ? 0 : Math.min(seconds ?? policy.defaultTtlSeconds, policy.maxTtlSeconds);
  return {
    freshSeconds: Math.max(policy.minTtlSeconds, wanted),
    staleWhileRevalidateSeconds: Number(directives['stale-while-revalidate'] ?? 0),
    // Without the directive CloudFront serves the expired answer for as long as the origin fails.
    staleIfErrorSeconds: Number(directives['stale-if-error'] ?? Number.POSITIVE_INFINITY),
  };
};
