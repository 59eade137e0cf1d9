import {setImmediate as nextTurn} from 'node:timers/promises';
import test from 'ava';
import {isPurgedBy, watchPurges} from '../../local/edge/purges.ts';
import {gate, page, world} from './edge-world.ts';

const drops = test.macro({
  exec(t, path: string, dropped: readonly string[], kept: readonly string[]) {
    for (const url of dropped) t.true(isPurgedBy(path, url), url);
    for (const url of kept) t.false(isPurgedBy(path, url), url);
  },
  title: (_, path) => `a purge of ${path} drops what it names and nothing else`,
});

test(drops, '/', ['/'], ['/index.html', '/?a=1']);
test(drops, '/*', ['/', '/posts/a/'], []);
test(drops, 'feed.xml', ['/feed.xml'], ['/feed.xml?a=1', '/Feed.xml']);
test(drops, '/posts/a/*', ['/posts/a/', '/posts/a/index.html', '/posts/%61/'], ['/posts/a', '/posts/ab/']);
test(drops, '/api/posts', ['/api/posts'], ['/api/posts?tag=a', '/api/posts/a']);
test(drops, '/api/posts?*', ['/api/posts?tag=a', '/api/posts?limit=2'], ['/api/posts', '/api/posts/a']);

const source = (paths: Map<string, readonly string[]>) => ({
  invalidationIds: async () => [...paths.keys()],
  invalidationPaths: async (id: string) => paths.get(id) ?? [],
});

test('each purge is applied once, and those before the watch not at all', async (t) => {
  const paths = new Map<string, readonly string[]>([['before', ['/before']]]);
  const applied: (readonly string[])[] = [];
  const applyPurges = await watchPurges(source(paths), (purged) => applied.push(purged));

  paths.set('first', ['/a', '/b']);
  await applyPurges();
  paths.set('second', ['/c']);
  await Promise.all([applyPurges(), applyPurges(), applyPurges()]);

  t.deepEqual(applied, [['/a', '/b'], ['/c']]);
});

test('a purge accepted while another call is under way is applied before the next caller goes on', async (t) => {
  const paths = new Map<string, readonly string[]>();
  const applied: (readonly string[])[] = [];
  const {invalidationPaths} = source(paths);
  const answers: (() => void)[] = [];
  const invalidationIds = async () => {
    const ids = [...paths.keys()];
    if (watched) await new Promise<void>((resolve) => answers.push(resolve));
    return ids;
  };
  let watched = false;
  const applyPurges = await watchPurges({invalidationIds, invalidationPaths}, (purged) => applied.push(purged));
  watched = true;

  const early = applyPurges();
  paths.set('late', ['/late']);
  const late = applyPurges().then(() => t.deepEqual(applied, [['/late']]));
  answers.shift()?.();
  await early;
  t.deepEqual(applied, []);
  watched = false;
  await late;
});

test('an engine that cannot be reached holds nobody up, and one that refuses is an error', async (t) => {
  let failure: Error | undefined;
  const invalidationIds = async () => {
    if (failure) throw failure;
    return [];
  };
  const applyPurges = await watchPurges({invalidationIds, invalidationPaths: async () => []}, () => {});

  failure = Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'});
  await t.notThrowsAsync(applyPurges());
  failure = new Error('AccessDenied');
  await t.throwsAsync(applyPurges(), {message: 'AccessDenied'});
});

test('a purge drops what it names at once, in every encoding, and leaves the rest', async (t) => {
  const {ask, purge, tell} = await world(t, ({url}) => page(`old ${url}`));
  const headers = {'accept-encoding': 'br'};
  for (const path of ['/posts/a/', '/posts/b/', '/api/posts?tag=x']) await ask(path);
  await ask('/posts/a/', {headers});
  tell(({url}) => page(`new ${url}`));

  purge('/posts/a/*', '/api/posts?*');
  const [a, aBrotli, b, list] = [
    await ask('/posts/a/'),
    await ask('/posts/a/', {headers}),
    await ask('/posts/b/'),
    await ask('/api/posts?tag=x'),
  ];

  t.deepEqual([a.text, a.result, aBrotli.result], ['new /posts/a/', 'Miss', 'Miss']);
  t.deepEqual([b.text, b.result], ['old /posts/b/', 'Hit']);
  t.is(list.text, 'new /api/posts?tag=x');
});

test('an answer whose fetch began before a purge is not kept', async (t) => {
  const {open, opened} = gate();
  const {ask, arrival, purge, tell, asked} = await world(t, async () => {
    await opened;
    return page('old');
  });
  const arrived = arrival();
  const early = ask('/');
  await arrived;
  while (asked.length === 0) await nextTurn();

  purge('/*');
  tell(() => page('new'));
  const late = await ask('/');
  open();
  await early;
  const later = await ask('/');

  t.deepEqual([late.text, late.result], ['new', 'Miss']);
  t.deepEqual([later.text, later.result], ['new', 'Hit']);
});

test('a purged answer does not come back where the origin fails', async (t) => {
  const {ask, purge, tell} = await world(t, () => page('old'));
  await ask('/');
  tell(() => ({status: 500}));

  purge('/');

  t.is((await ask('/')).status, 500);
});
