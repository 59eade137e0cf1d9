import test, {type ExecutionContext} from 'ava';
import {allMethods, page, type Told, world} from './edge-world.ts';

const chooseNearest = `import cf from 'cloudfront';

function handler(event) {
  const request = event.request;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const [nearest, next] = origins[cf.edgeLocation.region] || origins.home;
    cf.createRequestOriginGroup({
      originIds: [{originId: nearest}, {originId: next}],
      failoverCriteria: {statusCodes: [500, 502, 503, 504]},
    });
  }
  return request;
}
const origins = {home: ['reads-eu-1', 'reads-us-2'], 'us-2': ['reads-us-2', 'reads-eu-1']};
`;

const apiOrigin = {DomainName: 'localhost', OriginPath: '/live', CustomOriginConfig: {}, ConnectionAttempts: 1};

const configWith = (functionArn: string | undefined) => ({
  Origins: {
    Items: [
      {Id: 'site', DomainName: 'site.s3.eu-1.amazonaws.com', OriginAccessControlId: 'oac'},
      ...['api', 'reads-eu-1', 'reads-us-2'].map((Id) => ({...apiOrigin, Id, ConnectionTimeout: 0.2})),
    ],
  },
  DefaultCacheBehavior: {CachePolicyId: 'pages', TargetOriginId: 'site'},
  CacheBehaviors: {
    Items: [
      {
        PathPattern: '/api/author/*',
        TargetOriginId: 'api',
        CachePolicyId: 'disabled',
        AllowedMethods: {Items: allMethods},
      },
      {
        PathPattern: '/api/*',
        TargetOriginId: 'api',
        CachePolicyId: 'api',
        AllowedMethods: {Items: allMethods},
        ...(functionArn && {FunctionAssociations: {Items: [{EventType: 'viewer-request', FunctionARN: functionArn}]}}),
      },
    ],
  },
});

type Hosts = Readonly<Record<string, () => Told>>;

/** An edge whose API is in two regions; each origin answers with its own name, unless `hosts` says otherwise. */
const twoRegions = (t: ExecutionContext, hosts: Hosts = {}, code = chooseNearest) =>
  world(
    t,
    ({headers}) => {
      const origin = headers.host?.split('.')[0] ?? '';
      return hosts[origin]?.() ?? page(origin);
    },
    {config: configWith('nearest'), functions: {nearest: code}, regions: ['eu-1', 'us-2']},
  );

const inUs2 = {'x-local-edge': 'us-2'};

test('a read is answered by the region nearest to the edge, which is home unless the request says otherwise', async (t) => {
  const {ask} = await twoRegions(t);

  const [athome, far, unknown] = [
    await ask('/api/posts?tag=1'),
    await ask('/api/posts?tag=2', {headers: inUs2}),
    await ask('/api/posts?tag=3', {headers: {'x-local-edge': 'mars-1'}}),
  ];

  t.deepEqual([athome.text, far.text, unknown.text], ['reads-eu-1', 'reads-us-2', 'reads-eu-1']);
  t.deepEqual(
    [athome, far, unknown].map(({headers}) => headers['x-local-origin']),
    ['reads-eu-1', 'reads-us-2', 'reads-eu-1'],
  );
});

test('no origin hears where the reader is, or what is down', async (t) => {
  const {ask, asked} = await twoRegions(t);

  await ask('/api/posts', {headers: {...inUs2, 'x-local-dead': 'eu-1'}});
  await ask('/api/posts', {method: 'PUT', headers: inUs2, body: 'x'});

  t.is(asked.length, 2);
  for (const {headers} of asked)
    t.deepEqual([headers['x-local-edge'], headers['x-local-dead']], [undefined, undefined]);
});

test('what one reader was answered is kept for readers elsewhere, and then names no origin', async (t) => {
  const {ask, asked} = await twoRegions(t);
  await ask('/api/posts', {headers: inUs2});

  const kept = await ask('/api/posts');

  t.deepEqual(
    [kept.result, kept.text, kept.headers['x-local-origin'], asked.length],
    ['Hit', 'reads-us-2', undefined, 1],
  );
});

test('a write from anywhere goes to the origin of the behavior', async (t) => {
  const {ask} = await twoRegions(t);

  const written = await ask('/api/posts/a', {method: 'PUT', headers: inUs2, body: 'x'});

  t.deepEqual([written.text, written.headers['x-local-origin']], ['api', 'api']);
});

for (const status of [500, 502, 503, 504])
  test(`a region that answers ${status} is passed over`, async (t) => {
    const {ask, asked} = await twoRegions(t, {'reads-us-2': () => ({status})});

    const answer = await ask('/api/posts', {headers: inUs2});

    t.deepEqual([answer.status, answer.text, answer.headers['x-local-origin']], [200, 'reads-eu-1', 'reads-eu-1']);
    t.is(asked.length, 2);
  });

test('an answer that is not in the criteria stands', async (t) => {
  const {ask, asked} = await twoRegions(t, {'reads-us-2': () => ({status: 404})});

  const answer = await ask('/api/posts', {headers: inUs2});

  t.deepEqual([answer.status, asked.length], [404, 1]);
});

test('a region that is down costs the time to connect, and then the next one answers', async (t) => {
  const {ask, asked} = await twoRegions(t);
  await ask('/api/posts?tag=warm', {headers: inUs2});
  const startedAt = performance.now();

  const answer = await ask('/api/posts', {headers: {...inUs2, 'x-local-dead': 'us-2'}});

  // A timer may be a few milliseconds early.
  t.true(performance.now() - startedAt >= 190);
  t.deepEqual([answer.status, answer.text, asked.length], [200, 'reads-eu-1', 2]);
});

test('HEAD and a part of an answer fail over too', async (t) => {
  const {ask} = await twoRegions(t);
  const headers = {...inUs2, 'x-local-dead': 'us-2'};

  const head = await ask('/api/posts', {method: 'HEAD', headers});
  const part = await ask('/api/posts', {headers: {...headers, range: 'bytes=0-1'}});

  t.deepEqual([head.headers['x-local-origin'], part.headers['x-local-origin']], ['reads-eu-1', 'reads-eu-1']);
});

test('a write never goes elsewhere: with home down it fails', async (t) => {
  const {ask, asked} = await twoRegions(t);

  const written = await ask('/api/posts/a', {method: 'PUT', headers: {...inUs2, 'x-local-dead': 'eu-1'}, body: 'x'});

  t.is(written.status, 504);
  t.regex(written.text, /the origin api did not take the connection within 0\.2 s/);
  t.is(asked.length, 0);
});

test('a function that sends a write to two origins has the first one answer, with its body', async (t) => {
  const code = chooseNearest.replace("request.method === 'GET'", 'true');
  const {ask, asked} = await twoRegions(t, {'reads-us-2': () => ({status: 503})}, code);

  const written = await ask('/api/posts/a', {method: 'PUT', headers: inUs2, body: 'x'});

  t.is(written.status, 503);
  t.deepEqual(
    asked.map(({method, body}) => [method, body]),
    [['PUT', 'x']],
  );
});

test('that both regions failed is not kept', async (t) => {
  const {ask} = await twoRegions(t, {'reads-eu-1': () => ({status: 503, headers: {'cache-control': 'max-age=0'}})});
  await ask('/api/posts', {headers: {'x-local-dead': 'us-2'}});

  const later = await ask('/api/posts');

  t.deepEqual([later.status, later.text], [200, 'reads-us-2']);
});

test('behaviors without such a function are left to the engine', async (t) => {
  const {ask} = await twoRegions(t);

  const [pages, author] = [await ask('/', {headers: inUs2}), await ask('/api/author/posts', {headers: inUs2})];

  t.deepEqual([pages.text, pages.headers['x-local-origin']], ['d1', undefined]);
  t.is(author.text, 'api');
});

test('a function may choose one origin by its id', async (t) => {
  const code = `import cf from 'cloudfront';
    function handler(event) { cf.selectRequestOriginById('reads-us-2'); return event.request; }`;
  const {ask} = await twoRegions(t, {'reads-us-2': () => ({status: 503, body: 'down'})}, code);

  const answer = await ask('/api/posts');

  t.deepEqual([answer.status, answer.headers['x-local-origin']], [503, 'reads-us-2']);
});

test('a function sees the request as CloudFront shows it, and may answer itself', async (t) => {
  const code = `import cf from 'cloudfront';
    function handler({request: {method, uri, querystring, headers, cookies}}) {
      const seen = [method, uri, querystring.a.value, headers['x-b'].value, cookies.c.value].join(' ');
      return {statusCode: 418, headers: {'x-seen': {value: seen}}, body: 'short and stout'};
    }`;
  const {ask, asked} = await twoRegions(t, {}, code);

  const answer = await ask('/api/posts?a=1', {headers: {'x-b': '2', cookie: 'c=3; d=4'}});

  t.deepEqual([answer.status, answer.text, answer.headers['x-seen']], [418, 'short and stout', 'GET /api/posts 1 2 3']);
  t.deepEqual([answer.result, asked.length], ['FunctionGeneratedResponse', 0]);
});

test('a function that throws, returns nothing, never ends or changes the request is a fault that says so', async (t) => {
  const bodies = {
    'throw new Error("no region")': [503, /viewer-request function failed: Error: no region/],
    '': [503, /viewer-request function failed: Error: expected a request or a response, got undefined/],
    'for (;;) {}': [503, /viewer-request function failed: .*timed out/],
    'return {...event.request, uri: "/other"}': [502, /leaves the request as it is/],
  } as const;

  for (const [body, [status, sentence]] of Object.entries(bodies)) {
    const {ask} = await twoRegions(t, {}, `import cf from 'cloudfront';\nfunction handler(event) { ${body} }`);

    const answer = await ask('/api/posts');

    t.is(answer.status, status);
    t.regex(answer.text, sentence);
  }
});

test('an origin that the distribution does not have cannot be chosen', async (t) => {
  const code = `import cf from 'cloudfront';
    function handler(event) { cf.selectRequestOriginById('reads-mars-1'); return event.request; }`;
  const {ask} = await twoRegions(t, {}, code);

  const answer = await ask('/api/posts');

  t.is(answer.status, 502);
  t.regex(answer.text, /expected one of the distribution's origins, got reads-mars-1/);
});
