import test from 'ava';
import {everything, fewestPaths, purgePathsOf, startPurge} from '../../src/domain/purges.ts';
import {memorySite} from '../helpers/memory-site.ts';

const now = new Date('2026-03-01T09:30:10.000Z');

const isPurgedUnder = test.macro({
  exec: (t, key: string, paths: readonly string[]) => {
    t.deepEqual(purgePathsOf(key), paths);
  },
  title: (_, key: string, paths: readonly string[]) => `a change of ${key} purges ${paths.join(' and ')}`,
});

test(isPurgedUnder, 'index.html', ['/', '/index.html']);
test(isPurgedUnder, 'pages/2/index.html', ['/pages/2/*']);
test(isPurgedUnder, 'posts/first/index.html', ['/posts/first/*', '/api/posts/first']);
test(isPurgedUnder, 'tags/index/index.html', ['/tags/index/*']);
test(isPurgedUnder, 'feed.xml', ['/feed.xml']);

test('up to four pages of a folder are purged one by one, more of them by one wildcard', (t) => {
  const apiPaths = ['a', 'b', 'c', 'd', 'e'].map((slug) => `/api/posts/${slug}`);
  const tags = ['a', 'b', 'c', 'd', 'e'].map((tag) => `/tags/${tag}/*`);

  t.deepEqual(fewestPaths(tags.slice(0, 4)), tags.slice(0, 4));
  t.deepEqual(fewestPaths([...tags, '/', '/posts/first/*']), ['/', '/posts/first/*', '/tags/*']);
  t.deepEqual(fewestPaths([...apiPaths, '/api/posts?*']), ['/api/posts/*', '/api/posts?*']);
});

test('however much changes, a purge stays under the 15 wildcards that CloudFront takes at once', (t) => {
  const changes = Array.from({length: 50}, (_, n) => [
    ...purgePathsOf(`posts/${n % 7}/index.html`),
    ...purgePathsOf(`tags/${n}/index.html`),
    ...purgePathsOf(`pages/${n}/index.html`),
  ]);

  t.true(fewestPaths([...changes.flat(), '/api/posts?*']).filter((path) => path.endsWith('*')).length < 15);
});

test('everything is purged by one path', (t) => {
  t.deepEqual(fewestPaths(['/', everything, '/tags/a/*']), ['/*']);
});

test('nothing changed, nothing is purged', async (t) => {
  const {site, purges} = memorySite();

  await startPurge(site).finish([], now);

  t.deepEqual(purges, []);
});

test('what a function noted before it died is purged by the next one', async (t) => {
  const {site, purges, notes} = memorySite();
  await startPurge(site).note(['/posts/first/*']);

  const next = startPurge(site);
  await next.note(['/']);
  await next.finish(['/feed.xml'], now);

  t.deepEqual(purges, [['/', '/feed.xml', '/posts/first/*']]);
  t.is(notes.size, 1, 'the first function could still be at work');
});

test('a note is forgotten when no function that wrote it can be alive any more', async (t) => {
  const {site, notes} = memorySite();
  await startPurge(site).note(['/posts/first/*']);

  await startPurge(site).finish([], new Date('2026-03-01T09:45:00.000Z'));
  t.is(notes.size, 1);

  await startPurge(site).finish([], new Date('2026-03-01T09:45:00.001Z'));
  t.is(notes.size, 0);
});

test('a purge that fails stays noted', async (t) => {
  const {site, notes} = memorySite((name, call) =>
    name === 'edge.purge' ? () => Promise.reject(new Error('busy')) : call,
  );
  const purge = startPurge(site);
  await purge.note(['/']);

  await t.throwsAsync(purge.finish([], now), {message: 'busy'});

  t.is(notes.size, 1);
});
