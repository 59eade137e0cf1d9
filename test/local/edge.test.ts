import {setImmediate as nextTurn} from 'node:timers/promises';
import test from 'ava';
import {gate, page, pageHeaders, world} from './edge-world.ts';

test('the second request is a hit that names its age, and the origin is asked once', async (t) => {
  const {ask, asked, pass} = await world(t, () => page('home'));

  const first = await ask('/');
  pass(42);
  const second = await ask('/');

  t.deepEqual([first.result, first.text, first.headers.age], ['Miss', 'home', undefined]);
  t.deepEqual([second.result, second.text, second.headers.age], ['Hit', 'home', '42']);
  t.is(second.headers['cache-control'], 's-maxage=100');
  t.is(asked.length, 1);
});

test('the origin hears of the distribution and of TLS, and of nothing that concerns only the connection', async (t) => {
  const {ask, asked} = await world(t, () => ({headers: {connection: 'x-private', 'x-private': '1', 'x-public': '2'}}));
  const headers = {host: 'localhost:8080', connection: 'x-hop', 'x-hop': '1', 'x-end': '2'};

  const answer = await ask('/', {headers});
  await ask('/api/x', {method: 'POST', headers});

  t.is(asked.length, 2);
  for (const {headers: heard} of asked) {
    t.deepEqual([heard.host, heard['x-forwarded-proto']], ['d1.cloudfront.net', 'https']);
    t.deepEqual([heard['x-hop'], heard['x-end']], [undefined, '2']);
  }
  t.deepEqual([answer.headers['x-private'], answer.headers['x-public']], [undefined, '2']);
});

test('the behavior of the path decides: an author is never answered from the cache', async (t) => {
  const {ask, asked} = await world(t, ({url}) => page(url));

  const results = [];
  for (const path of ['/api/author/posts', '/api/author/posts', '/api/posts', '/api/posts'])
    results.push((await ask(path)).result);

  t.deepEqual(results, ['Miss', 'Miss', 'Miss', 'Hit']);
  t.is(asked.length, 3);
});

test('only what the policy lists of the query tells answers apart, and the origin gets it all', async (t) => {
  const {ask, asked} = await world(t, ({url}) => page(url));

  const first = await ask('/api/posts?tag=a&utm=1');
  const same = await ask('/api/posts?utm=2&tag=a');
  const other = await ask('/api/posts?tag=b');

  t.deepEqual([first.result, same.result, other.result], ['Miss', 'Hit', 'Miss']);
  t.deepEqual(
    asked.map(({url}) => url),
    ['/api/posts?tag=a&utm=1', '/api/posts?tag=b'],
  );
});

test('requests at the same time ask the origin once', async (t) => {
  const {open, opened} = gate();
  const {ask, asked, arrival} = await world(t, async () => {
    await opened;
    return page('home');
  });

  const answers = [];
  for (let count = 0; count < 3; count += 1) {
    const arrived = arrival();
    answers.push(ask('/'));
    await arrived;
    await nextTurn();
  }
  open();
  const results = (await Promise.all(answers)).map(({result, text}) => [result, text]);

  t.deepEqual(results, [
    ['Miss', 'home'],
    ['Hit', 'home'],
    ['Hit', 'home'],
  ]);
  t.is(asked.length, 1);
});

test('requests at the same time do not share what must not be kept', async (t) => {
  const {open, opened} = gate();
  let count = 0;
  const {ask, arrival} = await world(t, async () => {
    count += 1;
    const body = `answer ${count}`;
    await opened;
    return page(body, {'cache-control': 'no-store'});
  });

  const arrived = arrival();
  const first = ask('/');
  await arrived;
  await nextTurn();
  const secondArrived = arrival();
  const second = ask('/');
  await secondArrived;
  open();

  t.deepEqual([(await first).text, (await second).text], ['answer 1', 'answer 2']);
});

test('who has the answer already gets a 304 from the cache, also for a compressed one', async (t) => {
  const {ask, asked} = await world(t, () => page('home'.repeat(300)));
  const plain = await ask('/');
  const brotli = await ask('/', {headers: {'accept-encoding': 'br'}});

  const known = await ask('/', {headers: {'if-none-match': plain.headers.etag}});
  const knownBrotli = await ask('/', {headers: {'accept-encoding': 'br', 'if-none-match': brotli.headers.etag}});
  const other = await ask('/', {headers: {'if-none-match': '"0"'}});

  t.deepEqual([known.status, known.text, known.result], [304, '', 'Hit']);
  t.deepEqual([knownBrotli.status, knownBrotli.result], [304, 'Hit']);
  t.is(other.status, 200);
  t.is(asked.length, 2);
});

test('a conditional request fills the cache with the whole answer', async (t) => {
  const {ask, asked} = await world(t, ({headers}) => (headers['if-none-match'] ? {status: 304} : page('home')));

  const first = await ask('/', {headers: {'if-none-match': '"1"'}});
  const second = await ask('/');

  t.deepEqual([first.status, second.text, second.result, asked.length], [304, 'home', 'Hit', 1]);
});

test('HEAD is answered from what GET has kept, and forwarded otherwise', async (t) => {
  const {ask, asked} = await world(t, () => page('home'));

  const before = await ask('/', {method: 'HEAD'});
  await ask('/');
  const after = await ask('/', {method: 'HEAD'});

  t.deepEqual([before.status, before.headers['content-type'], before.text], [200, pageHeaders['content-type'], '']);
  t.deepEqual([after.result, after.headers['content-length'], after.text], ['Hit', '4', '']);
  t.deepEqual(
    asked.map(({method}) => method),
    ['HEAD', 'GET'],
  );
});

test('a part of an answer comes from the origin', async (t) => {
  const {ask, asked} = await world(t, ({headers}) => (headers.range ? {status: 206, body: 'ho'} : page('home')));

  const part = await ask('/', {headers: {range: 'bytes=0-1'}});
  const whole = await ask('/');

  t.deepEqual([part.status, part.text, whole.text, asked.length], [206, 'ho', 'home', 2]);
});

for (const method of ['OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'])
  test(`${method} passes through with its body and is not kept`, async (t) => {
    const {ask, asked} = await world(t, ({body}) => page(`got ${body}`));

    const answers = [
      await ask('/api/posts/a', {method, body: 'one', headers: {'content-length': 3}}),
      await ask('/api/posts/a', {method, body: 'two', headers: {'transfer-encoding': 'chunked'}}),
    ];

    t.deepEqual(
      answers.map(({text}) => text),
      ['got one', 'got two'],
    );
    t.deepEqual(
      asked.map((question) => question.method),
      [method, method],
    );
  });

test('a method that the behavior does not list is refused', async (t) => {
  const {ask, asked} = await world(t, () => page('home'));

  const refused = await ask('/', {method: 'POST', body: 'x'});

  t.deepEqual([refused.status, refused.result, asked.length], [403, 'Error', 0]);
});

test('without an engine what is kept is served, and the rest is a 502 that says so', async (t) => {
  const {ask, endOrigin, pass} = await world(t, () => page('home'));
  await ask('/');
  endOrigin();

  const kept = await ask('/');
  pass(100);
  const expired = await ask('/');
  const never = await ask('/never');
  const written = await ask('/api/posts/a', {method: 'PUT', body: 'x'});

  t.deepEqual([kept.text, expired.text, expired.result], ['home', 'home', 'Hit']);
  for (const {status, text} of [never, written]) {
    t.is(status, 502);
    t.regex(text, /^The edge got no answer from the engine at http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/);
  }
});

test('the cache forgets what was used least recently before it outgrows its bytes', async (t) => {
  const {ask} = await world(t, () => page('x'.repeat(10_000)), {maxCacheBytes: 25_000});
  for (const path of ['/a', '/b', '/a', '/c']) await ask(path);

  const [a, b] = [await ask('/a'), await ask('/b')];

  t.deepEqual([a.result, b.result], ['Hit', 'Miss']);
});

test('a viewer that leaves takes its question to the origin along', async (t) => {
  const {ask, asked} = await world(t, () => new Promise(() => {}));
  const leaving = new AbortController();
  const answer = ask('/api/posts/a', {method: 'PUT', body: 'x', signal: leaving.signal});
  while (asked.length === 0) await nextTurn();

  leaving.abort();
  await t.throwsAsync(answer);

  await t.notThrowsAsync(Promise.resolve(asked[0]?.ended));
});
