import test from 'ava';
import {BlogError} from '../../src/domain/errors.ts';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import type {Photo, PhotoTable} from '../../src/domain/photos.ts';
import type {Post} from '../../src/domain/posts.ts';
import {listPosts, readPost} from '../../src/domain/published-posts.ts';
import {type PhotoId, photoId, slug, tag} from '../../src/domain/slugs.ts';
import {memoryPosts} from './memory-posts.ts';

const boat = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
const at = '2026-03-01T09:30:00.000Z';

const published = (name: string, markdown = 'a', differences: Partial<Post> = {}): Post => ({
  slug: slug.parse(name),
  title: name,
  markdown,
  ...renderMarkdown(markdown),
  tags: [],
  status: 'published',
  version: 3,
  createdAt: at,
  updatedAt: at,
  publishedAt: at,
  ...differences,
});

const photosOf = (...photos: readonly Photo[]): Pick<PhotoTable, 'readMany'> => ({
  readMany: async (ids: readonly PhotoId[]) => new Map(photos.filter(({id}) => ids.includes(id)).map((p) => [p.id, p])),
});
const photoAt = (version: number, differences: Partial<Photo> = {}): Photo => ({
  id: boat,
  status: 'processing',
  alt: 'A boat',
  contentType: 'image/jpeg',
  bytes: 9,
  version,
  createdAt: at,
  updatedAt: at,
  thumbnails: [],
  ...differences,
});

test('a draft is answered like a post that never was', async (t) => {
  const {table} = memoryPosts([published('first-light', 'a', {status: 'draft'})]);
  const refusal = async (blog: typeof table) =>
    t.throwsAsync(readPost(blog, photosOf(), slug.parse('first-light')), {instanceOf: BlogError});

  const [draft, missing] = [await refusal(table), await refusal(memoryPosts().table)];

  t.is(draft.code, 'not-found');
  t.deepEqual([draft.code, draft.message, draft.breaches], [missing.code, missing.message, missing.breaches]);
});

test('a reader gets the html, and neither markdown nor status', async (t) => {
  const {table} = memoryPosts([published('first-light', 'A *morning*', {tags: [tag.parse('alps')], cover: boat})]);

  const {post} = await readPost(table, photosOf(), slug.parse('first-light'));

  t.deepEqual(post, {
    slug: slug.parse('first-light'),
    title: 'first-light',
    html: '<p>A <em>morning</em></p>',
    tags: [tag.parse('alps')],
    publishedAt: at,
    updatedAt: at,
    version: 3,
    cover: boat,
  });
});

test('html and ETag change when a photo of the post becomes ready, and its version does not', async (t) => {
  const {table} = memoryPosts([published('first-light', `![A boat](photo:${boat})`)]);
  const readWith = (...photos: Photo[]) => readPost(table, photosOf(...photos), slug.parse('first-light'));
  const thumbnails = [
    {widthPx: 640, heightPx: 480, format: 'jpeg', bytes: 9, key: 'photos/p/c-640.jpg', versionId: '1'},
  ] as const;

  const missing = await readWith();
  const processing = await readWith(photoAt(2));
  const ready = await readWith(photoAt(3, {status: 'ready', thumbnails}));

  t.is(new Set([missing, processing, ready].map(({etag}) => etag)).size, 3);
  for (const {etag} of [missing, processing, ready]) t.regex(etag, /^"3-[0-9a-f]{8}"$/);
  t.regex(processing.post.html, /photo-absent/);
  t.regex(ready.post.html, /<img src="\/photos\/p\/c-640\.jpg"/);
  t.is((await readWith(photoAt(2))).etag, processing.etag);
});

test('the ETag of a post without photos is its version', async (t) => {
  const {table} = memoryPosts([published('first-light')]);

  const {etag} = await readPost(table, photosOf(photoAt(9)), slug.parse('first-light'));

  t.is(etag, '"3"');
});

test('the pages of a list hold every published post once, newest first, while others are published', async (t) => {
  const names = Array.from({length: 12}, (_, n) => `post-${n}`);
  const blog = memoryPosts(
    names.map((name, n) => published(name, 'a', {publishedAt: `2026-03-01T09:30:00.0${10 + (n >> 1)}Z`})),
  );
  blog.posts.set(slug.parse('hidden'), published('hidden', 'a', {status: 'draft'}));

  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await blog.table.listPublished({limit: 5, ...(after && {after})});
    seen.push(...page.items.map((post) => post.slug));
    after = page.next;
    const late = `late-${seen.length}`;
    blog.posts.set(slug.parse(late), published(late, 'a', {publishedAt: '2026-04-01T00:00:00.000Z'}));
  } while (after);

  t.deepEqual(seen.toSorted(), names.toSorted());
  t.is((await listPosts(blog.table, {limit: 50})).posts.length, 12 + 3);
});

test('a tag lists its posts alone', async (t) => {
  const {table} = memoryPosts([published('first-light', 'a', {tags: [tag.parse('alps')]}), published('harbour')]);

  const {posts} = await listPosts(table, {limit: 20, tag: tag.parse('alps')});

  t.deepEqual(
    posts.map((post) => String(post.slug)),
    ['first-light'],
  );
});
