import {managedCachePolicies, managedOriginRequestPolicies} from '../managed-policies.ts';
import {behaviorFor, eachBehavior, isApiOrigin, takesUploads} from './view/distribution.ts';
import {routesOf} from './view/functions.ts';
import {at, list, nameIn, number, same} from './view/values.ts';
import {each, itemOf, ofType, type Rule} from './view/view.ts';

const cachePolicy = 'AWS::CloudFront::CachePolicy';
const cacheKey = 'CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin';

const kept = (responses: readonly unknown[], code: number): number =>
  number(
    at(
      responses.find((response) => at(response, 'ErrorCode') === code),
      'ErrorCachingMinTTL',
    ),
  );

export const cachingRules: readonly Rule[] = [
  {
    id: 'CACHE-01',
    sentence: 'what the author or a subscriber is answered is never kept at the edge',
    check: (view) =>
      routesOf(view).flatMap(({item, method, path, open}) =>
        method !== 'GET' ||
        (open && !path.startsWith('/api/subscribers')) ||
        behaviorFor(view, path)?.get('CachePolicyId') === managedCachePolicies.CachingDisabled
          ? []
          : item.id,
      ),
  },
  {
    id: 'CACHE-02',
    sentence: 'the API is kept by a policy of this stack: CachingOptimized holds even no-store for a second',
    check: eachBehavior(
      ({get, origin}, view) =>
        !isApiOrigin(view, origin) ||
        get('CachePolicyId') === managedCachePolicies.CachingDisabled ||
        itemOf(view, nameIn(get('CachePolicyId')))?.type === cachePolicy,
    ),
  },
  {
    id: 'CACHE-03',
    sentence: 'an answer without Cache-Control is not kept, and one with it exactly as long as it says',
    check: each(
      cachePolicy,
      (item) =>
        item.get('CachePolicyConfig.MinTTL') === 0 &&
        item.get('CachePolicyConfig.DefaultTTL') === 0 &&
        number(item.get('CachePolicyConfig.MaxTTL')) >= 86_400,
    ),
  },
  {
    id: 'CACHE-04',
    sentence: 'only named query strings tell answers apart; headers and cookies never',
    check: each(
      cachePolicy,
      (item) =>
        item.get(`${cacheKey}.QueryStringsConfig.QueryStringBehavior`) === 'whitelist' &&
        list(item.get(`${cacheKey}.QueryStringsConfig.QueryStrings`)).length > 0 &&
        item.get(`${cacheKey}.HeadersConfig.HeaderBehavior`) === 'none' &&
        item.get(`${cacheKey}.CookiesConfig.CookieBehavior`) === 'none',
    ),
  },
  {
    id: 'CACHE-05',
    sentence: 'both compressions are kept apart',
    check: each(cachePolicy, (item) =>
      ['Gzip', 'Brotli'].every((name) => item.get(`${cacheKey}.EnableAcceptEncoding${name}`) === true),
    ),
  },
  {
    id: 'CACHE-06',
    sentence: 'the API is told all that the reader sent but Host, which API Gateway answers with 403',
    check: eachBehavior(
      ({get, origin}, view) =>
        !isApiOrigin(view, origin) ||
        get('OriginRequestPolicyId') === managedOriginRequestPolicies.AllViewerExceptHostHeader,
    ),
  },
  {
    id: 'CACHE-07',
    sentence: 'answers to GET and HEAD are kept, to nothing else',
    check: eachBehavior(({get}) => same(get('CachedMethods'), ['GET', 'HEAD'])),
  },
  {
    id: 'CACHE-08',
    sentence: 'answers are compressed',
    check: eachBehavior((behavior, view) => behavior.get('Compress') === !takesUploads(view, behavior)),
  },
  {
    id: 'CACHE-09',
    sentence: 'pages and photos have unchanging addresses or are purged: they are kept',
    check: eachBehavior(
      (behavior, view) =>
        isApiOrigin(view, behavior.origin) ||
        takesUploads(view, behavior) ||
        behavior.get('CachePolicyId') === managedCachePolicies.CachingOptimized,
    ),
  },
  {
    id: 'CACHE-10',
    sentence: 'an error is kept for a second at most, a missing page for a minute',
    check: (view) =>
      ofType(view, 'AWS::CloudFront::Distribution').flatMap((item) => {
        const responses = list(item.get('DistributionConfig.CustomErrorResponses'));

        return [
          ...[400, 404, 405, 500, 502, 503, 504].filter((code) => !(kept(responses, code) <= 1)),
          ...[403].filter((code) => !(kept(responses, code) <= 60)),
        ].map((code) => `${item.id} ${code}`);
      }),
  },
];
