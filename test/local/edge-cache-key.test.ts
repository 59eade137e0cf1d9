import type {IncomingHttpHeaders} from 'node:http';
import test from 'ava';
import {cacheKeyOf} from '../../local/edge/cache-key.ts';
import type {CachePolicy} from '../../local/edge/distribution.ts';

const policy: CachePolicy = {
  ...{minTtlSeconds: 0, defaultTtlSeconds: 0, maxTtlSeconds: 1},
  encodings: ['br', 'gzip'],
  headerNames: ['accept-language'],
  keysCookie: (name) => name === 'theme',
  keysQuery: (name) => ['tag', 'limit'].includes(name),
};

type Request = readonly [url: string, headers?: IncomingHttpHeaders];

const compares = (areSame: boolean) =>
  test.macro({
    exec(t, [oneUrl, oneHeaders = {}]: Request, [otherUrl, otherHeaders = {}]: Request) {
      const one = cacheKeyOf(policy, oneUrl, oneHeaders).key;
      const other = cacheKeyOf(policy, otherUrl, otherHeaders).key;

      t.is(one === other, areSame);
    },
    title: (claim = '') => claim,
  });
const shares = compares(true);
const differs = compares(false);

test('a query parameter that is not listed is left out', shares, ['/a?tag=x&utm=1'], ['/a?tag=x']);
test('a listed query parameter tells answers apart', differs, ['/a?tag=x'], ['/a?tag=y']);
test('the path tells answers apart', differs, ['/a'], ['/a/']);
test('an empty query is no query', shares, ['/a?'], ['/a']);
test('a header that is not listed is left out', shares, ['/a', {'user-agent': 'x'}], ['/a']);
test('a listed header tells answers apart', differs, ['/a', {'accept-language': 'de'}], ['/a']);
test(
  'a cookie that is not listed is left out',
  shares,
  ['/a', {cookie: 'theme=dark; id=1'}],
  ['/a', {cookie: 'theme=dark'}],
);
test('a listed cookie tells answers apart', differs, ['/a', {cookie: 'id=1; theme=dark'}], ['/a', {cookie: 'id=1'}]);
test('the token of the author is left out', shares, ['/a', {authorization: 'Bearer x'}], ['/a']);
test(
  'codings that the edge cannot make are left out',
  shares,
  ['/a', {'accept-encoding': 'gzip, deflate, br, zstd'}],
  ['/a', {'accept-encoding': 'br;q=1.0, gzip;q=0.5'}],
);
test('codings tell answers apart', differs, ['/a', {'accept-encoding': 'gzip'}], ['/a', {'accept-encoding': 'br'}]);
test(
  'a coding refused by q=0 is not accepted',
  shares,
  ['/a', {'accept-encoding': 'gzip, br;q=0'}],
  ['/a', {'accept-encoding': 'gzip'}],
);

test('a purge names the path and the listed part of the query', (t) => {
  t.is(cacheKeyOf(policy, '/api/posts?utm=1&tag=a%20b&limit=2', {}).url, '/api/posts?tag=a%20b&limit=2');
  t.is(cacheKeyOf(policy, '/api/posts?utm=1', {}).url, '/api/posts');
});
