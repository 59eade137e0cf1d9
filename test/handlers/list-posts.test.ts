import test from 'ava';
import listAuthorEvent from '../../events/list-author-posts.json' with {type: 'json'};
import listEvent from '../../events/list-posts.json' with {type: 'json'};
import {postTable} from '../../src/adapters/post-table.ts';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import {slug, tag} from '../../src/domain/slugs.ts';
import {handler as listAuthorPosts} from '../../src/handlers/list-author-posts.ts';
import {handler as listPosts} from '../../src/handlers/list-posts.ts';
import {call, postPlace} from '../helpers/post-place.ts';

const names = Array.from({length: 11}, (_, n) => `post-${n}`);

test.before(async () => {
  await postPlace();
  for (const [n, name] of names.entries()) {
    const at = new Date(Date.UTC(2026, 2, 1, 9, 30, n >> 1)).toISOString();
    const post = {
      ...{slug: slug.parse(name), title: name, markdown: 'a', ...renderMarkdown('a'), tags: [tag.parse(`t${n % 2}`)]},
      ...{version: 1, createdAt: at, updatedAt: at, publishedAt: at},
    };
    await postTable.write({...post, status: n === 10 ? 'draft' : 'published'}, undefined);
  }
});

const everyPage = async (handler: unknown, event: object, query: Record<string, string>) => {
  const seen: string[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    const {content} = await call(handler, event, {query: {...query, ...(cursor && {cursor})}});
    seen.push(...content.posts.map((post: {slug: string}) => post.slug));
    sizes.push(content.posts.length);
    cursor = content.next;
  } while (cursor);
  return {seen, sizes};
};

test('the pages hold every published post once, newest first, and no empty page ends them', async (t) => {
  const {seen, sizes} = await everyPage(listPosts, listEvent, {limit: '5'});

  t.deepEqual(sizes, [5, 5]);
  t.deepEqual(seen.toSorted(), names.slice(0, 10).toSorted());
  t.is(seen[0], 'post-9');
});

test('a tag lists its posts', async (t) => {
  const {seen} = await everyPage(listPosts, listEvent, {limit: '2', tag: 't1'});

  t.deepEqual(seen, ['post-9', 'post-7', 'post-5', 'post-3', 'post-1']);
});

test('a listing shows what a list needs, and is kept by the edge for a minute', async (t) => {
  const {content, headers} = await call(listPosts, listEvent, {query: {limit: '1'}});

  t.deepEqual(Object.keys(content.posts[0]).sort(), ['publishedAt', 'slug', 'summary', 'tags', 'title']);
  t.regex(headers['Cache-Control'] ?? '', /^public, max-age=0, s-maxage=60,/);
});

test('the author sees drafts too, and no cache keeps that', async (t) => {
  const {seen} = await everyPage(listAuthorPosts, listAuthorEvent, {limit: '4'});
  const {headers, content} = await call(listAuthorPosts, listAuthorEvent, {query: {limit: '1'}});

  t.deepEqual(seen.toSorted(), names.toSorted());
  t.like(content.posts[0], {slug: 'post-10', status: 'draft', version: 1});
  t.is(headers['Cache-Control'], 'no-store');
});

test('every published post is found for the shared pages', async (t) => {
  t.is((await postTable.everyPublished()).length, 10);
});

for (const query of [{limit: '0'}, {limit: '51'}, {limit: ''}, {cursor: 'abc'}, {tag: 'A B'}, {page: '2'}])
  test(`the query ${JSON.stringify(query)} is refused`, async (t) => {
    const {statusCode, headers} = await call(listPosts, listEvent, {query: query as Record<string, string>});

    t.is(statusCode, 400);
    t.is(headers['Content-Type'], 'application/problem+json');
  });
