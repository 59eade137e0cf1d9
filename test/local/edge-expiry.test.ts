import test from 'ava';
import {until} from '../../local/until.ts';
import {gate, page, world} from './edge-world.ts';

test('an expired answer is confirmed by its ETag and fresh again', async (t) => {
  const {ask, asked, pass, tell} = await world(t, () => page('home'));
  await ask('/');
  pass(100);
  tell(({headers}) => (headers['if-none-match'] === '"1"' ? {status: 304, headers: {'x-new': '1'}} : page('other')));

  const confirmed = await ask('/');
  pass(99);
  const again = await ask('/');

  t.deepEqual([confirmed.status, confirmed.result, confirmed.text], [200, 'RefreshHit', 'home']);
  t.deepEqual([again.result, again.headers.age, again.headers['x-new']], ['Hit', '99', '1']);
  t.is(asked.length, 2);
});

test('an expired answer that has changed is a miss', async (t) => {
  const {ask, pass, tell} = await world(t, () => page('old'));
  await ask('/');
  pass(100);
  tell(() => page('new', {etag: '"2"'}));

  const changed = await ask('/');

  t.deepEqual([changed.result, changed.text], ['Miss', 'new']);
});

test('stale-while-revalidate answers at once with the old and fetches the new', async (t) => {
  const swr = {'cache-control': 's-maxage=100, stale-while-revalidate=10'};
  const {ask, asked, pass, tell} = await world(t, () => page('old', swr));
  const {open, opened} = gate();
  await ask('/');
  pass(109);
  tell(async () => {
    await opened;
    return page('new', swr);
  });

  const stale = await ask('/');
  const meanwhile = await ask('/');
  open();
  const later = await until('the new page', async () => {
    const answer = await ask('/');
    return answer.text === 'new' ? answer : undefined;
  });

  t.deepEqual([stale.result, stale.text, stale.headers.age, meanwhile.text], ['Hit', 'old', '109', 'old']);
  t.deepEqual([later.result, later.text], ['Hit', 'new']);
  t.is(asked.length, 2);
});

test('past stale-while-revalidate the new is waited for', async (t) => {
  const {ask, pass, tell} = await world(t, () =>
    page('old', {'cache-control': 's-maxage=100, stale-while-revalidate=10'}),
  );
  await ask('/');
  pass(110);
  tell(() => page('new'));

  t.is((await ask('/')).text, 'new');
});

test('stale-if-error outlives a failing origin, which is left alone for 10 seconds', async (t) => {
  const {ask, asked, pass, tell} = await world(t, () =>
    page('home', {'cache-control': 's-maxage=100, stale-if-error=60'}),
  );
  await ask('/');
  tell(() => ({status: 503}));

  pass(100);
  const stale = await ask('/');
  pass(9);
  await ask('/');
  const askedMeanwhile = asked.length;
  pass(1);
  await ask('/');
  const askedAgain = asked.length;
  pass(50);
  const tooOld = await ask('/');

  t.deepEqual([stale.status, stale.text, stale.result], [200, 'home', 'Hit']);
  t.deepEqual([askedMeanwhile, askedAgain], [2, 3]);
  t.deepEqual([tooOld.status, tooOld.result], [503, 'Error']);
});

test('an error is kept for 10 seconds and called an error each time', async (t) => {
  const {ask, asked, pass} = await world(t, () => ({status: 500}));

  const first = await ask('/');
  pass(9);
  const kept = await ask('/');
  pass(1);
  await ask('/');

  t.deepEqual([first.result, kept.result, kept.status], ['Error', 'Error', 500]);
  t.is(asked.length, 2);
});

test('an error page is kept for as long as the distribution says, not its own headers', async (t) => {
  const {ask, asked, pass} = await world(t, () => ({...page('no such page'), status: 404}));

  await ask('/none');
  pass(4);
  await ask('/none');
  const askedWithin = asked.length;
  pass(1);
  await ask('/none');

  t.deepEqual([askedWithin, asked.length], [1, 2]);
});

test('what a viewer-request function answers is not kept', async (t) => {
  const headers = {'x-cache': 'FunctionGeneratedResponse from cloudfront', location: '/a/'};
  const {ask, asked} = await world(t, () => ({status: 301, headers}));

  await ask('/a');
  const second = await ask('/a');

  t.deepEqual([second.status, second.result, asked.length], [301, 'FunctionGeneratedResponse', 2]);
});

test('an origin that fails in the background fails nobody while the old answer may be served', async (t) => {
  const cacheControl = 's-maxage=100, stale-while-revalidate=10, stale-if-error=0';
  const {ask, endOrigin, pass} = await world(t, () => page('home', {'cache-control': cacheControl}));
  await ask('/');
  endOrigin();
  pass(109);

  const during = [await ask('/'), await ask('/'), await ask('/')];
  pass(1);
  const after = await ask('/');

  t.deepEqual(
    during.map(({status}) => status),
    [200, 200, 200],
  );
  t.is(after.status, 502);
});
