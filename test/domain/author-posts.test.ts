import test from 'ava';
import * as z from 'zod/mini';
import {deletePost, listAuthorPosts, readAuthorPost} from '../../src/domain/author-posts.ts';
import {postPageQuery} from '../../src/domain/cursors.ts';
import {BlogError} from '../../src/domain/errors.ts';
import type {Post} from '../../src/domain/posts.ts';
import {type Slug, slug} from '../../src/domain/slugs.ts';
import {memoryPosts} from './memory-posts.ts';

const draft = (name: string, createdAt = '2026-03-01T09:30:00.000Z'): Post => ({
  slug: slug.parse(name),
  title: name,
  summary: '',
  markdown: 'a',
  html: '<p>a</p>',
  photos: [],
  tags: [],
  status: 'draft',
  version: 3,
  createdAt,
  updatedAt: createdAt,
});
const name = slug.parse('first-light');

test('the author reads a draft with its markdown and version', async (t) => {
  const {table} = memoryPosts([draft('first-light')]);

  const post = await readAuthorPost(table, name);

  t.like(post, {markdown: 'a', status: 'draft', version: 3});
  t.false('html' in post);
});

test('a post that is not there is not found', async (t) => {
  const error = await t.throwsAsync(readAuthorPost(memoryPosts().table, name), {instanceOf: BlogError});

  t.is(error.code, 'not-found');
});

test('the pages of the list hold every post once, newest first', async (t) => {
  const posts = Array.from({length: 7}, (_, n) => draft(`post-${n}`, `2026-03-01T09:30:00.00${n % 3}Z`));
  const {table} = memoryPosts(posts);
  const nextPage = (next: string) =>
    listAuthorPosts(table, z.parse(z.object(postPageQuery), {limit: '3', cursor: next}));

  const first = await listAuthorPosts(table, {limit: 3});
  const second = await nextPage(first.next ?? '');
  const third = await nextPage(second.next ?? '');

  const listed = [first, second, third].flatMap((page) => page.posts);
  t.is(third.next, undefined);
  t.deepEqual(listed.map((post) => post.slug).toSorted(), posts.map((post) => post.slug).toSorted());
  const dates = listed.map(({createdAt}) => createdAt);
  t.deepEqual(dates, dates.toSorted().toReversed());
});

test('a post is deleted', async (t) => {
  const {posts, table} = memoryPosts([draft('first-light')]);

  await deletePost(table, name);

  t.is(posts.size, 0);
});

test('deleting what is not there succeeds, unless a version of it is expected', async (t) => {
  const {table} = memoryPosts();

  await t.notThrowsAsync(deletePost(table, name));
  const error = await t.throwsAsync(deletePost(table, name, 3), {instanceOf: BlogError});
  t.is(error.code, 'version-conflict');
});

test('a post at another version than expected stays', async (t) => {
  const {posts, table} = memoryPosts([draft('first-light')]);

  const error = await t.throwsAsync(deletePost(table, name, 2), {instanceOf: BlogError});

  t.is(error.code, 'version-conflict');
  t.is(posts.size, 1);
});

/** Another request changes the post just before each of the first `count` deletions. */
const changedMeanwhile = (count: number) => {
  let left = count;
  return (posts: Map<Slug, Post>): void => {
    const post = posts.get(name);
    if (post && left-- > 0) posts.set(name, {...post, version: post.version + 1});
  };
};

test('a post that is changed meanwhile is deleted all the same', async (t) => {
  const {posts, table} = memoryPosts([draft('first-light')], changedMeanwhile(4));

  await deletePost(table, name);

  t.is(posts.size, 0);
});

test('a post that is changed again and again is given up, and so is one whose version was expected', async (t) => {
  const restless = memoryPosts([draft('first-light')], changedMeanwhile(Number.POSITIVE_INFINITY));
  const changedOnce = memoryPosts([draft('first-light')], changedMeanwhile(1));

  const givenUp = await t.throwsAsync(deletePost(restless.table, name), {instanceOf: BlogError});
  const refused = await t.throwsAsync(deletePost(changedOnce.table, name, 3), {instanceOf: BlogError});

  t.is(givenUp.code, 'version-conflict');
  t.is(refused.code, 'version-conflict');
  t.is(changedOnce.posts.size, 1);
});
