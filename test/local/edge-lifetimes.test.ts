import test from 'ava';
import type {CachePolicy, ErrorTtl} from '../../local/edge/distribution.ts';
import {lifetimeOf} from '../../local/edge/lifetimes.ts';

const policy = (minTtlSeconds: number, defaultTtlSeconds: number, maxTtlSeconds: number): CachePolicy => ({
  ...{minTtlSeconds, defaultTtlSeconds, maxTtlSeconds, encodings: [], headerNames: []},
  keysCookie: () => false,
  keysQuery: () => false,
});
const fromZero = policy(0, 100, 1000);
const fromTen = policy(10, 100, 1000);
const disabled = policy(0, 0, 0);
const noRules: ReadonlyMap<number, ErrorTtl> = new Map();
const now = Date.parse('2026-01-01T00:00:00Z');

type Case = {
  readonly status?: number;
  readonly cacheControl?: string;
  readonly expires?: string;
  readonly rules?: ReadonlyMap<number, ErrorTtl>;
};

const isFreshFor = test.macro({
  exec(t, {status = 200, cacheControl, expires, rules = noRules}: Case, cachePolicy: CachePolicy, seconds?: number) {
    const headers = {...(cacheControl && {'cache-control': cacheControl}), ...(expires && {expires})};

    const lifetime = lifetimeOf({status, headers}, cachePolicy, rules, now);

    t.is(lifetime?.freshSeconds, seconds);
  },
  title: (claim = '') => claim,
});

test('max-age is the lifetime', isFreshFor, {cacheControl: 'max-age=60'}, fromZero, 60);
test('s-maxage wins over max-age', isFreshFor, {cacheControl: 'max-age=0, s-maxage=60'}, fromZero, 60);
test('Expires is the lifetime', isFreshFor, {expires: 'Thu, 01 Jan 2026 00:01:00 GMT'}, fromZero, 60);
test(
  'max-age wins over Expires',
  isFreshFor,
  {cacheControl: 'max-age=5', expires: 'Thu, 01 Jan 2026 00:01:00 GMT'},
  fromZero,
  5,
);
test('a lifetime of the maximum is taken', isFreshFor, {cacheControl: 'max-age=1000'}, fromZero, 1000);
test('a longer lifetime is cut to the maximum', isFreshFor, {cacheControl: 'max-age=1001'}, fromZero, 1000);
test('a shorter lifetime is raised to the minimum', isFreshFor, {cacheControl: 'max-age=9'}, fromTen, 10);
test('max-age=0 is kept, to be confirmed each time', isFreshFor, {cacheControl: 'max-age=0'}, fromZero, 0);
test('without a word of the origin the default holds', isFreshFor, {}, fromZero, 100);
test('a default below the minimum is raised to it', isFreshFor, {}, policy(10, 5, 1000), 10);
test('other directives leave the default', isFreshFor, {cacheControl: 'public'}, fromZero, 100);

for (const directive of ['no-store', 'no-cache', 'private']) {
  test(`${directive} is obeyed with a minimum of 0`, isFreshFor, {cacheControl: directive}, fromZero);
  test(`${directive} is kept for a minimum above 0`, isFreshFor, {cacheControl: directive}, fromTen, 10);
}

test('a policy that disables caching keeps nothing', isFreshFor, {cacheControl: 'max-age=60'}, disabled);
test('a redirect is kept like a page', isFreshFor, {status: 301}, fromZero, 100);
test('a part of an answer is not kept', isFreshFor, {status: 206}, fromZero);

test('an error is kept for 10 seconds', isFreshFor, {status: 404}, fromZero, 10);
test(
  'an error is kept whatever else its Cache-Control says',
  isFreshFor,
  {status: 500, cacheControl: 'no-store'},
  fromZero,
  10,
);
test('an error is kept where the policy disables caching', isFreshFor, {status: 404}, disabled, 10);
test(
  'an error is kept longer where it asks for it',
  isFreshFor,
  {status: 404, cacheControl: 'max-age=60'},
  fromZero,
  60,
);
test('401 is never kept', isFreshFor, {status: 401, cacheControl: 'max-age=60'}, fromZero);
test('400 is not kept', isFreshFor, {status: 400}, fromZero);
test('400 is kept where it asks for it', isFreshFor, {status: 400, cacheControl: 'max-age=60'}, fromZero, 60);

const rule = (seconds: number, isPage: boolean) => new Map([[404, {seconds, isPage}]]);
test(
  'the distribution says how long an error is kept',
  isFreshFor,
  {status: 404, rules: rule(30, false)},
  fromZero,
  30,
);
test('an error with a time of 0 is not kept', isFreshFor, {status: 404, rules: rule(0, false)}, fromZero);
test(
  'an error page is not kept for as long as its own headers say',
  isFreshFor,
  {status: 404, cacheControl: 's-maxage=900', rules: rule(5, true)},
  fromZero,
  5,
);

test('stale directives are read, and without stale-if-error a failing origin is outlived', (t) => {
  const both = {'cache-control': 'max-age=1, stale-while-revalidate=2, stale-if-error=3'};
  const none = {'cache-control': 'max-age=1'};

  const told = lifetimeOf({status: 200, headers: both}, fromZero, noRules, now);
  const untold = lifetimeOf({status: 200, headers: none}, fromZero, noRules, now);

  t.deepEqual(told, {freshSeconds: 1, staleWhileRevalidateSeconds: 2, staleIfErrorSeconds: 3});
  t.deepEqual(untold, {freshSeconds: 1, staleWhileRevalidateSeconds: 0, staleIfErrorSeconds: Number.POSITIVE_INFINITY});
});
