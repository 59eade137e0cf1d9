import test from 'ava';
import {renderEverything, renderPhotoPages, renderPosts} from '../../src/domain/rendering.ts';
import {pageFile} from '../../src/domain/site-files.ts';
import {type Around, memorySite, somePhoto, somePhotoId, somePost, tagsNamed} from '../helpers/memory-site.ts';

const now = new Date('2026-03-01T09:30:00.000Z');
const first = somePost('first', {tags: tagsNamed('light')});
const draft = somePost('first', {status: 'draft', tags: tagsNamed('light')});
const many = (count: number) =>
  Array.from({length: count}, (_, n) =>
    somePost(`post-${n}`, {publishedAt: new Date(Date.UTC(2026, 0, n + 1)).toISOString()}),
  );

test('a published post gets its page, its tags, and a place in the lists', async (t) => {
  const {site, save, paths, files} = memorySite();
  save(first);

  t.deepEqual(await renderPosts(site, [{after: first}], now), []);

  t.deepEqual(paths(), ['/', '/feed.xml', '/posts/first/', '/sitemap.xml', '/tags/light/']);
  for (const file of files.values()) t.regex(file.text, /first/);
});

test('a new post purges what shows it and nothing else', async (t) => {
  const {site, save, purges} = memorySite();
  save(first);

  await renderPosts(site, [{after: first}], now);

  t.deepEqual(purges, [
    [
      '/',
      '/api/posts',
      '/api/posts/first',
      '/api/posts?*',
      '/feed.xml',
      '/index.html',
      '/posts/first/*',
      '/sitemap.xml',
      '/tags/light/*',
    ],
  ]);
});

test('a corrected text leaves the lists and their addresses alone', async (t) => {
  const {site, save, purges} = memorySite();
  const corrected = somePost('first', {tags: tagsNamed('light'), html: '<p>Better</p>', version: 2});
  save(first);
  await renderPosts(site, [{after: first}], now);

  save(corrected);
  await renderPosts(site, [{before: first, after: corrected}], now);

  t.deepEqual(purges[1], ['/api/posts/first', '/feed.xml', '/posts/first/*']);
});

test('a draft changes nothing and purges nothing', async (t) => {
  const {site, save, paths, purges} = memorySite();
  save(draft);

  await renderPosts(site, [{after: draft}, {before: draft, after: {...draft, version: 2}}], now);

  t.deepEqual([paths(), purges], [[], []]);
});

test('a post that is withdrawn disappears from the site, and so does a tag that it was the last of', async (t) => {
  const {site, save, files, paths, visit} = memorySite();
  save(first);
  await renderPosts(site, [{after: first}], now);
  visit('/posts/first/');

  save(draft);
  await renderPosts(site, [{before: first, after: draft}], now);

  t.deepEqual(paths(), ['/', '/feed.xml', '/sitemap.xml']);
  for (const file of files.values()) t.notRegex(file.text, /Title of first/);
  t.is(visit('/posts/first/'), undefined);
});

test('a post that is deleted disappears', async (t) => {
  const {site, save, posts, paths} = memorySite();
  save(first);
  await renderPosts(site, [{after: first}], now);

  posts.delete(first.slug);
  await renderPosts(site, [{before: first}], now);

  t.deepEqual(paths(), ['/', '/feed.xml', '/sitemap.xml']);
});

test('a post that changes its tags leaves the pages of the old ones', async (t) => {
  const {site, save, files, paths} = memorySite();
  const [other, retagged] = [
    somePost('other', {tags: tagsNamed('light')}),
    {...first, tags: tagsNamed('dark'), version: 2},
  ];
  save(first, other);
  await renderPosts(site, [{after: first}, {after: other}], now);

  save(retagged);
  await renderPosts(site, [{before: first, after: retagged}], now);

  t.true(paths().includes('/tags/dark/'));
  t.notRegex(files.get('tags/light/index.html')?.text ?? '', /Title of first/);
});

test('the eleventh post opens a second index page, and ten posts close it', async (t) => {
  const {site, save, posts, paths, files} = memorySite();
  const [oldest, ...others] = many(11);
  save(...many(11));
  await renderPosts(
    site,
    many(11).map((after) => ({after})),
    now,
  );
  t.true(paths().includes('/pages/2/'));
  t.regex(files.get('pages/2/index.html')?.text ?? '', /Title of post-0/);

  posts.delete(oldest?.slug ?? first.slug);
  await renderPosts(site, [{...(oldest && {before: oldest})}], now);

  t.is(others.length, 10);
  t.false(paths().includes('/pages/2/'));
});

test('a batch of changes renders the shared pages once', async (t) => {
  let reads = 0;
  const around: Around =
    (name, call) =>
    (...args) => {
      if (name === 'posts.everyPublished') reads += 1;
      return call(...args);
    };
  const {site, save, purges} = memorySite(around);
  const posts = many(25);
  save(...posts);

  await renderPosts(
    site,
    posts.map((after) => ({after})),
    now,
  );

  t.is(reads, 2, 'to render, and to see that nothing has changed meanwhile');
  t.is(purges.length, 1);
});

test('a post whose page fails does not keep the others', async (t) => {
  const around: Around =
    (name, call) =>
    (...args) =>
      name === 'bucket.head' && args[0] === 'posts/first/index.html'
        ? Promise.reject(new Error('denied'))
        : call(...args);
  const {site, save, paths} = memorySite(around);
  const changes = [{after: first}, {after: somePost('other')}];
  save(first, somePost('other'));

  const failed = await renderPosts(site, changes, now);

  t.deepEqual(
    failed.map(({change}) => change),
    [changes[0]],
  );
  t.true(paths().includes('/posts/other/'));
});

test('the same change once more writes no page and purges only what the API answers', async (t) => {
  const {site, save, files, purges} = memorySite();
  save(first);
  await renderPosts(site, [{after: first}], now);
  const before = new Map(files);

  await renderPosts(site, [{after: first}], now);

  t.deepEqual(files, before);
  t.deepEqual(purges[1], ['/api/posts', '/api/posts/first', '/api/posts?*']);
});

test('a photo that becomes ready appears on the posts that show it, and in lists where it is the cover', async (t) => {
  const {site, save, photos, files, purges} = memorySite();
  const covered = somePost('covered', {cover: somePhotoId, tags: tagsNamed('light')});
  photos.set(somePhotoId, somePhoto({status: 'processing', thumbnails: []}));
  save(covered, somePost('other', {tags: tagsNamed('dark')}));
  await renderEverything(site, now);

  photos.set(somePhotoId, somePhoto());
  await renderPhotoPages(site, somePhotoId, [], now);

  for (const key of ['posts/covered/index.html', 'index.html', 'tags/light/index.html', 'feed.xml'])
    t.regex(files.get(key)?.text ?? '', /d-1280\.jpg/, key);
  t.deepEqual(purges[1], ['/', '/api/posts/covered', '/feed.xml', '/index.html', '/posts/covered/*', '/tags/light/*']);
});

test('a photo that no post shows changes no page, and nothing is purged but what is said to be of it', async (t) => {
  const {site, purges, paths} = memorySite();

  await renderPhotoPages(site, somePhotoId, [], now);
  t.deepEqual([paths(), purges], [[], []]);
  await renderPhotoPages(site, somePhotoId, ['/api/photos/x'], now);

  t.deepEqual([paths(), purges], [[], [['/api/photos/x']]]);
});

test('a deleted photo leaves the posts that showed it', async (t) => {
  const {site, save, photos, files} = memorySite();
  photos.set(somePhotoId, somePhoto());
  save(somePost('covered', {cover: somePhotoId}));
  await renderEverything(site, now);

  photos.set(somePhotoId, somePhoto({status: 'deleted', thumbnails: []}));
  await renderPhotoPages(site, somePhotoId, [], now);

  for (const key of ['posts/covered/index.html', 'index.html'])
    t.notRegex(files.get(key)?.text ?? '', /d-1280\.jpg/, key);
});

test('publishing the site writes all of it and empties the edge once', async (t) => {
  const {site, save, paths, purges, notes} = memorySite();
  save(first, somePost('second'), somePost('hidden', {status: 'draft'}));

  await renderEverything(site, now);

  t.deepEqual(
    paths().filter((path) => !path.startsWith('/assets/')),
    ['/', '/404.html', '/feed.xml', '/posts/first/', '/posts/second/', '/robots.txt', '/sitemap.xml', '/tags/light/'],
  );
  t.is(paths().filter((path) => path.startsWith('/assets/')).length, 3);
  t.deepEqual(purges, [['/*']]);
  t.is(notes.size, 0);
});

test('publishing the site removes pages of what is no longer published, and keeps older static files', async (t) => {
  const {site, files} = memorySite();
  const [stale, old] = ['posts/gone/index.html', 'assets/styles.000000000000.css'];
  for (const key of [stale, 'tags/gone/index.html', 'pages/7/index.html', old]) files.set(key, pageFile(key, 'x'));

  await renderEverything(site, now);

  t.deepEqual(
    [...files.keys()].filter((key) => files.get(key)?.text === 'x'),
    [old],
  );
});
