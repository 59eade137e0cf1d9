import type {IncomingHttpHeaders} from 'node:http';
import {unescape as decode} from 'node:querystring';
import type {CachePolicy, Encoding} from './distribution.ts';

export type CacheKey = {
  /** Differs wherever the answer may differ. */
  readonly key: string;
  /** What a purge names: the path, and the part of the query that is in the key. */
  readonly url: string;
  /** What the viewer takes and the policy allows, best first. */
  readonly encodings: readonly Encoding[];
};

/** The codings of an Accept-Encoding header that are not refused by `q=0`. */
const acceptedBy = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .split(',')
    .map((coding) =>
      coding
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .filter(([, weight]) => !/^q=0(?:\.0*)?$/.test(weight ?? ''))
    .map(([name]) => name ?? '');

const keptPairs = (pairs: string | undefined, separator: string, keeps: (name: string) => boolean): string =>
  (pairs ?? '')
    .split(separator)
    .filter((pair) => pair !== '' && keeps(decode(pair.split('=')[0]?.trim() ?? '')))
    .join(separator);

/**
 * What a request is kept under: its path, and of query, headers and cookies only what the policy lists.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
 */
export const cacheKeyOf = (policy: CachePolicy, requestUrl: string, headers: IncomingHttpHeaders): CacheKey => {
  const [path = '/', ...rest] = requestUrl.split('?');
  const query = keptPairs(rest.join('?'), '&', policy.keysQuery);
  const url = query ? `${path}?${query}` : path;
  const encodings = policy.encodings.filter((name) =>
    acceptedBy(String(headers['accept-encoding'] ?? '')).includes(name),
  );
  const cookies = keptPairs(headers.cookie, ';', policy.keysCookie);
  const named = policy.headerNames.map((name) => headers[name] ?? null);
  return {key: JSON.stringify([url, encodings, named, cookies]), url, encodings};
};
