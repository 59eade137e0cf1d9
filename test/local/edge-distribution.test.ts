import test from 'ava';
import type {CloudFront} from '../../local/edge/cloudfront.ts';
import {behaviorFor, readDistribution} from '../../local/edge/distribution.ts';

const reading = (config: object): Promise<Awaited<ReturnType<typeof readDistribution>>> =>
  readDistribution({
    distribution: async () => ({domainName: 'd1.cloudfront.net', config}),
    cachePolicy: async (id: string) => ({Name: id, MinTTL: Number(id)}),
  } as unknown as CloudFront);

/** The distribution of behaviors with these patterns, told apart by their minimum TTL: 1, 2 … and 0 for the default. */
const withPatterns = (...patterns: string[]) =>
  reading({
    DefaultCacheBehavior: {CachePolicyId: '0'},
    CacheBehaviors: {Items: patterns.map((PathPattern, index) => ({PathPattern, CachePolicyId: String(index + 1)}))},
  });

const leads = test.macro({
  async exec(t, patterns: readonly string[], path: string, position: number) {
    const distribution = await withPatterns(...patterns);

    t.is(behaviorFor(distribution, path).policy.minTtlSeconds, position);
  },
  title: (claim = '') => claim,
});

test('the first pattern that fits wins', leads, ['/api/author/*', '/api/*'], '/api/author/posts', 1);
test('a later pattern takes what the earlier ones leave', leads, ['/api/author/*', '/api/*'], '/api/posts', 2);
test('the default takes what no pattern fits', leads, ['/api/*'], '/apis', 0);
test('case counts', leads, ['/api/*'], '/API/posts', 0);
test('the leading slash may be missing', leads, ['api/*'], '/api/posts', 1);
test('* may stand anywhere', leads, ['/*.jpg'], '/photos/a.jpg', 1);
test('* may stand for nothing', leads, ['/*.jpg'], '/.jpg', 1);
test('a dot is a dot', leads, ['/*.jpg'], '/photos/ajpg', 0);
test('? stands for one character', leads, ['/a?.txt'], '/ab.txt', 1);
test('? does not stand for none', leads, ['/a?.txt'], '/a.txt', 0);
test('an escaped path is the same path', leads, ['/api/*'], '/%61pi/posts', 1);
test('a malformed escape is no error', leads, ['/api/*'], '/api/%zz', 1);

test('a behavior without a cache policy is named in the error', async (t) => {
  const config = {DefaultCacheBehavior: {CachePolicyId: '0'}, CacheBehaviors: {Items: [{PathPattern: '/old/*'}]}};

  await t.throwsAsync(reading(config), {message: 'expected a cache policy on behavior /old/*, got none'});
});

const errorTtlsAt = async (origin: object) => {
  const distribution = await reading({
    Origins: {Items: [{Id: 'origin', ...origin}]},
    DefaultCacheBehavior: {CachePolicyId: '0', TargetOriginId: 'origin'},
    CustomErrorResponses: {
      Items: [
        {ErrorCode: 403, ResponseCode: '404', ResponsePagePath: '/404.html', ErrorCachingMinTTL: 60},
        {ErrorCode: 404, ErrorCachingMinTTL: 0},
        {ErrorCode: 500},
      ],
    },
  });
  return [...behaviorFor(distribution, '/').errorTtls];
};

test('of two rules that end in one status the shorter time holds', async (t) => {
  t.deepEqual(await errorTtlsAt({DomainName: 'api.example.org'}), [
    [404, {seconds: 0, isPage: true}],
    [500, {seconds: 10, isPage: false}],
  ]);
});

test('what is not in a bucket is a 403 there, so the rule for 404 is for others', async (t) => {
  t.deepEqual(await errorTtlsAt({DomainName: 'site.s3.eu-1.amazonaws.com', OriginAccessControlId: 'oac'}), [
    [404, {seconds: 60, isPage: true}],
    [500, {seconds: 10, isPage: false}],
  ]);
});
