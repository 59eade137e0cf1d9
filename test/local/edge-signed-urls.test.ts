import {createSign, generateKeyPairSync} from 'node:crypto';
import {getSignedUrl} from '@aws-sdk/cloudfront-signer';
import test from 'ava';
import {refusalOf} from '../../local/edge/signed-urls.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: {type: 'spki', format: 'pem'},
    privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  });
const ours = pair();
const keys = new Map([['K1', ours.publicKey]]);
const nowMs = Date.parse('2026-01-01T00:00:00Z');
const nowSeconds = nowMs / 1000;

const policyFor = (resource: string, condition: object = {DateLessThan: {'AWS:EpochTime': nowSeconds + 300}}) =>
  JSON.stringify({Statement: [{Resource: resource, Condition: condition}]});

type Signing = {readonly policy?: string; readonly keyPairId?: string; readonly privateKey?: string};

const signed = (url: string, signing: Signing = {}): URL =>
  new URL(
    getSignedUrl({
      url,
      keyPairId: 'K1',
      privateKey: ours.privateKey,
      policy: policyFor('http*://*/uploads/a'),
      ...signing,
    }),
  );

const site = 'https://blog.example.org';

const admits = test.macro({
  exec(t, url: URL) {
    t.is(refusalOf(url, keys, nowMs), undefined);
  },
  title: (claim = '') => claim,
});
const refuses = test.macro({
  exec(t, url: URL, sentence: RegExp) {
    t.regex(refusalOf(url, keys, nowMs) ?? 'admitted', sentence);
  },
  title: (claim = '') => claim,
});

test('a URL signed for it is admitted', admits, signed(`${site}/uploads/a`));
test('a wildcard may stand for the host and the scheme', admits, signed('http://localhost:8080/uploads/a'));
test(
  'a wildcard may stand for a whole part of the URL',
  admits,
  signed(`${site}/uploads/a`, {policy: policyFor('*://*/uploads/a')}),
);
test(
  'a question mark stands for one character',
  admits,
  signed(`${site}/uploads/a`, {policy: policyFor('https://blog.example.org/uploads/?')}),
);
test('another path is refused', refuses, signed(`${site}/uploads/b`), /is for http\*:\/\/\*\/uploads\/a/);
test('a longer path is refused', refuses, signed(`${site}/uploads/a/b`), /is for/);
test('a query that the policy does not name is refused', refuses, signed(`${site}/uploads/a?acl=public`), /is for/);
test('an unsigned URL is refused', refuses, new URL(`${site}/uploads/a`), /^Missing Key-Pair-Id/);
test('an unknown key is refused', refuses, signed(`${site}/uploads/a`, {keyPairId: 'K2'}), /^Unknown Key$/);
test(
  "another key's signature is refused",
  refuses,
  signed(`${site}/uploads/a`, {privateKey: pair().privateKey}),
  /not that of the Policy/,
);
test(
  'a policy from now on is expired',
  refuses,
  signed(`${site}/uploads/a`, {policy: policyFor('*', {DateLessThan: {'AWS:EpochTime': nowSeconds}})}),
  /has expired/,
);
test(
  'a policy until the next second holds',
  admits,
  signed(`${site}/uploads/a`, {policy: policyFor('*', {DateLessThan: {'AWS:EpochTime': nowSeconds + 1}})}),
);
test(
  'a policy from later on does not hold yet',
  refuses,
  signed(`${site}/uploads/a`, {
    policy: policyFor('*', {
      DateLessThan: {'AWS:EpochTime': nowSeconds + 2},
      DateGreaterThan: {'AWS:EpochTime': nowSeconds + 1},
    }),
  }),
  /does not hold yet/,
);
for (const [claim, text] of [
  ['a policy that is no JSON is refused', 'no policy'],
  ['a policy without an end is refused', policyFor('*', {})],
  [
    'a policy with a condition that is not known here is refused',
    policyFor('*', {DateLessThan: {'AWS:EpochTime': nowSeconds + 300}, IpAddress: {'AWS:SourceIp': '10.0.0.0/8'}}),
  ],
] as const)
  test(claim, (t) => {
    const url = signed(`${site}/uploads/a`);
    const encoded = (bytes: Buffer) =>
      bytes.toString('base64').replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
    url.searchParams.set('Policy', encoded(Buffer.from(text)));
    url.searchParams.set('Signature', encoded(createSign('RSA-SHA1').update(text).sign(ours.privateKey)));

    t.is(refusalOf(url, keys, nowMs), 'Malformed Policy');
  });

test('a policy whose text was changed after signing is refused', (t) => {
  const url = signed(`${site}/uploads/b`);
  const wider = signed(`${site}/uploads/b`, {policy: policyFor('*'), privateKey: pair().privateKey});
  url.searchParams.set('Policy', wider.searchParams.get('Policy') ?? '');

  t.regex(refusalOf(url, keys, nowMs) ?? 'admitted', /not that of the Policy/);
});
