import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import test from 'ava';
import {page, type Told, world} from './edge-world.ts';

const long = 'a long page '.repeat(100);

test('brotli is preferred, gzip taken, and neither forced on who accepts none', async (t) => {
  const {ask, asked} = await world(t, () => page(long, {'accept-ranges': 'bytes'}));
  const accepting = async (encodings: string) => ask('/', {headers: {'accept-encoding': encodings}});

  const both = await accepting('gzip, deflate, br');
  const bothAgain = await accepting('br, gzip');
  const gzip = await accepting('gzip');
  const none = await accepting('identity');

  t.deepEqual([both.headers['content-encoding'], String(brotliDecompressSync(both.bytes))], ['br', long]);
  t.deepEqual([gzip.headers['content-encoding'], String(gunzipSync(gzip.bytes))], ['gzip', long]);
  t.deepEqual([none.headers['content-encoding'], none.text], [undefined, long]);
  t.deepEqual(
    [both.headers.etag, both.headers.vary, both.headers['accept-ranges']],
    ['W/"1"', 'Accept-Encoding', undefined],
  );
  t.deepEqual([none.headers.etag, none.headers['accept-ranges']], ['"1"', 'bytes']);
  t.deepEqual([bothAgain.result, bothAgain.headers['content-encoding'], asked.length], ['Hit', 'br', 3]);
});

const staysAsItIs = test.macro({
  async exec(t, told: Told, path: string = '/') {
    const {ask} = await world(t, () => told);

    const answer = await ask(path, {headers: {'accept-encoding': 'br, gzip'}});

    t.is(answer.text, String(told.body));
  },
  title: (claim = '') => claim,
});
test('999 bytes are not compressed', staysAsItIs, page('x'.repeat(999)));
test('a photo is not compressed', staysAsItIs, page(long, {'content-type': 'image/jpeg'}));
test('what is encoded is not compressed again', staysAsItIs, page(long, {'content-encoding': 'zstd'}));
test('a server error is not compressed', staysAsItIs, {...page(long), status: 500});
test('a behavior without compression leaves all as it is', staysAsItIs, page(long), '/plain/');

test('1,000 bytes are compressed', async (t) => {
  const {ask} = await world(t, () => page('x'.repeat(1000)));

  const answer = await ask('/', {headers: {'accept-encoding': 'br'}});

  t.is(answer.headers['content-encoding'], 'br');
});

test('a compressed answer is confirmed by the ETag that the origin knows', async (t) => {
  const {ask, asked, pass} = await world(t, ({headers}) =>
    headers['if-none-match'] ? {status: 304, headers: {etag: '"1"'}} : page(long),
  );
  const headers = {'accept-encoding': 'br'};
  await ask('/', {headers});
  pass(100);

  const confirmed = await ask('/', {headers});

  t.is(asked[1]?.headers['if-none-match'], '"1"');
  t.deepEqual([confirmed.result, confirmed.headers.etag], ['RefreshHit', 'W/"1"']);
  t.is(String(brotliDecompressSync(confirmed.bytes)), long);
});
