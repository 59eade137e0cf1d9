import {generateKeyPairSync} from 'node:crypto';
import {buffer} from 'node:stream/consumers';
import {getSignedUrl} from '@aws-sdk/cloudfront-signer';
import test, {type ExecutionContext} from 'ava';
import type {Buckets} from '../../local/edge/uploads.ts';
import {until} from '../../local/until.ts';
import {allMethods, distributionArn, gate, page, world} from './edge-world.ts';

const {publicKey, privateKey} = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: {type: 'spki', format: 'pem'},
  privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
});

const onlyPut = `function handler(event) {
  if (event.request.method === 'PUT') return event.request;
  return {statusCode: 405, headers: {allow: {value: 'PUT'}, 'cache-control': {value: 'no-store'}}};
}`;

const config = {
  Origins: {Items: [{Id: 'uploads', DomainName: 'originals.s3.eu-1.amazonaws.com', OriginAccessControlId: 'oac'}]},
  DefaultCacheBehavior: {CachePolicyId: 'pages', TargetOriginId: 'site'},
  CacheBehaviors: {
    Items: [
      {
        PathPattern: '/uploads/*',
        TargetOriginId: 'uploads',
        CachePolicyId: 'disabled',
        AllowedMethods: {Items: allMethods},
        TrustedKeyGroups: {Enabled: true, Items: ['group']},
        FunctionAssociations: {Items: [{EventType: 'viewer-request', FunctionARN: 'only-put'}]},
      },
    ],
  },
};

const statement = {
  Effect: 'Allow',
  Principal: {Service: 'cloudfront.amazonaws.com'},
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::originals/uploads/*',
  Condition: {StringEquals: {'aws:SourceArn': distributionArn}},
};

type Put = {readonly bucket: string; readonly key: string; readonly contentType?: string; readonly text: string};

/** An edge in front of a bucket for uploads with this policy. */
const uploadsWorld = async (
  t: ExecutionContext,
  statements: readonly object[] = [statement],
  write?: Buckets['put'],
) => {
  const puts: Put[] = [];
  const buckets: Buckets = {
    policy: async () => (statements.length > 0 ? JSON.stringify({Statement: statements}) : undefined),
    put: async ({body, bytes: _, signal: __, ...object}) => {
      puts.push({...object, text: String(await buffer(body))});
      return '"etag"';
    },
    ...(write && {put: write}),
  };
  const publicKeys = new Map([['K1', publicKey]]);
  const edge = await world(t, () => page('engine'), {config, functions: {'only-put': onlyPut}, publicKeys, buckets});
  const ticket = (path: string): string => {
    const until = {'AWS:EpochTime': Math.floor(edge.now() / 1000) + 300};
    const policy = JSON.stringify({Statement: [{Resource: `*://*${path}`, Condition: {DateLessThan: until}}]});
    const url = new URL(getSignedUrl({url: `https://any.invalid${path}`, keyPairId: 'K1', privateKey, policy}));
    return `${url.pathname}${url.search}`;
  };
  return {...edge, puts, ticket};
};

const put = {method: 'PUT', body: 'photo', headers: {'content-length': 5, 'content-type': 'image/png'}};

test('a signed PUT puts its body into the bucket, under the path, with its type', async (t) => {
  const {ask, asked, puts, ticket} = await uploadsWorld(t);

  const answer = await ask(ticket('/uploads/a'), put);

  t.deepEqual([answer.status, answer.headers.etag], [200, '"etag"']);
  t.deepEqual(puts, [{bucket: 'originals', key: 'uploads/a', contentType: 'image/png', text: 'photo'}]);
  t.is(asked.length, 0);
});

test('a ticket holds until its last second', async (t) => {
  const {ask, pass, puts, ticket} = await uploadsWorld(t);
  const url = ticket('/uploads/a');

  pass(299);
  const inTime = await ask(url, put);
  pass(1);
  const late = await ask(url, put);

  t.deepEqual([inTime.status, late.status, puts.length], [200, 403, 1]);
});

test('without a signature nobody is admitted, whatever the method', async (t) => {
  const {ask, puts} = await uploadsWorld(t);

  const statuses = [];
  for (const method of ['PUT', 'GET', 'DELETE']) statuses.push((await ask('/uploads/a', {...put, method})).status);

  t.deepEqual([statuses, puts.length], [[403, 403, 403], 0]);
});

test('a ticket is for PUT alone', async (t) => {
  const {ask, puts, ticket} = await uploadsWorld(t);

  const answers = [];
  for (const method of ['GET', 'POST', 'DELETE']) answers.push(await ask(ticket('/uploads/a'), {...put, method}));

  for (const {status, headers} of answers) t.deepEqual([status, headers.allow], [405, 'PUT']);
  t.is(puts.length, 0);
});

const refused = test.macro({
  async exec(t, statements: readonly object[]) {
    const {ask, puts, ticket} = await uploadsWorld(t, statements);

    const answer = await ask(ticket('/uploads/a'), put);

    t.is(answer.status, 403);
    t.regex(answer.text, /the policy of originals does not admit arn:\S+ to s3:PutObject on uploads\/a/);
    t.is(puts.length, 0);
  },
  title: (claim = '') => `${claim} is refused by the bucket`,
});

const other = 'arn:aws:cloudfront::000000000000:distribution/D2';
test('without a policy the distribution', refused, []);
test('another distribution', refused, [{...statement, Condition: {StringEquals: {'aws:SourceArn': other}}}]);
test('reading', refused, [{...statement, Action: 's3:GetObject'}]);
test('another key', refused, [{...statement, Resource: 'arn:aws:s3:::originals/photos/*'}]);
test('another bucket', refused, [{...statement, Resource: 'arn:aws:s3:::site/uploads/*'}]);
test('another service', refused, [{...statement, Principal: {Service: 'delivery.logs.amazonaws.com'}}]);
test('what a Deny names', refused, [statement, {...statement, Effect: 'Deny', Principal: '*', Condition: {}}]);
test('an Allow under a condition that is not known here', refused, [
  {...statement, Condition: {...statement.Condition, Bool: {'aws:SecureTransport': 'true'}}},
]);
test('a Deny under a condition that is not known here', refused, [
  statement,
  {...statement, Effect: 'Deny', Condition: {Bool: {'aws:SecureTransport': 'false'}}},
]);

test('any of several actions and resources may admit', async (t) => {
  const wide = {...statement, Action: ['s3:GetObject', 's3:Put*'], Resource: ['arn:aws:s3:::site/*', '*']};
  const {ask, puts, ticket} = await uploadsWorld(t, [wide]);

  t.is((await ask(ticket('/uploads/a'), put)).status, 200);
  t.is(puts.length, 1);
});

test('a viewer that leaves takes its upload along', async (t) => {
  const {open, opened} = gate();
  let signal: AbortSignal | undefined;
  const {ask, ticket} = await uploadsWorld(t, [statement], (object) => {
    signal = object.signal;
    open();
    return new Promise((_, reject) => object.signal.addEventListener('abort', () => reject(object.signal.reason)));
  });
  const leaving = new AbortController();
  const answer = ask(ticket('/uploads/a'), {...put, headers: {'content-length': 100}, signal: leaving.signal});
  await opened;

  leaving.abort();
  await t.throwsAsync(answer);

  await until('the upload to be given up', async () => signal?.aborted || undefined);
  t.true(signal?.aborted);
});

test('an upload must say how long it is', async (t) => {
  const {ask, ticket} = await uploadsWorld(t);

  const answer = await ask(ticket('/uploads/a'), {...put, headers: {'transfer-encoding': 'chunked'}});

  t.is(answer.status, 411);
});
