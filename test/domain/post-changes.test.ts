import test from 'ava';
import * as z from 'zod/mini';
import {BlogError} from '../../src/domain/errors.ts';
import {type PostBody, postBody, savePost, type WithinTime} from '../../src/domain/post-changes.ts';
import type {Post} from '../../src/domain/posts.ts';
import type {Expectation} from '../../src/domain/preconditions.ts';
import {slug} from '../../src/domain/slugs.ts';
import {memoryPosts} from './memory-posts.ts';

const name = slug.parse('first-light');
const morning = new Date('2026-03-01T06:30:00.000Z');
const evening = new Date('2026-03-01T18:30:00.000Z');
const noLimit: WithinTime = (_, act) => act();

const draft = {title: 'First light', markdown: 'A *morning*', status: 'draft'} as const;
const bodyOf = (differences: object = {}): PostBody => z.parse(postBody, {...draft, ...differences});

const save = (blog: ReturnType<typeof memoryPosts>, body: PostBody, expectation: Expectation, now = morning) =>
  savePost(blog.table, noLimit, {slug: name, body, expectation, now});

const codeOf = async (saving: Promise<unknown>): Promise<string> =>
  saving.then(
    () => 'saved',
    (error) => (error instanceof BlogError ? error.code : String(error)),
  );

test('a new post begins at version 1, rendered', async (t) => {
  const blog = memoryPosts();

  const view = await save(blog, bodyOf({tags: ['alps']}), 'absent');

  const kept = blog.posts.get(name);
  t.like(kept, {version: 1, html: '<p>A <em>morning</em></p>', summary: 'A morning', createdAt: morning.toISOString()});
  t.false('publishedAt' in (kept ?? {}));
  const {html: _, ...rest} = kept as Post;
  t.deepEqual(view, rest);
});

test('the first publication is the date of a post for good', async (t) => {
  const blog = memoryPosts();
  const night = new Date('2026-03-01T23:30:00.000Z');

  await save(blog, bodyOf(), 'absent', morning);
  await save(blog, bodyOf({status: 'published'}), {version: 1}, evening);
  await save(blog, bodyOf({status: 'draft'}), {version: 2}, night);
  await save(blog, bodyOf({status: 'published', title: 'Dawn'}), {version: 3}, night);

  t.like(blog.posts.get(name), {
    title: 'Dawn',
    version: 4,
    createdAt: morning.toISOString(),
    publishedAt: evening.toISOString(),
    updatedAt: night.toISOString(),
  });
});

test('subscribers are told of a post unless its author says no, and the author sees which', async (t) => {
  const blog = memoryPosts();

  t.true((await save(blog, bodyOf(), 'absent')).mail);
  t.false((await save(blog, bodyOf({mail: false}), {version: 1})).mail);
  t.false(blog.posts.get(name)?.mail);
  t.true((await save(blog, bodyOf(), {version: 2})).mail);
});

test('a change replaces the whole post: a cover or tags left out are gone', async (t) => {
  const blog = memoryPosts();
  await save(blog, bodyOf({tags: ['alps'], cover: '01KJN3V2Q8ZR4T6YB0C5D7E9FG'}), 'absent');

  await save(blog, bodyOf(), {version: 1});

  t.deepEqual(blog.posts.get(name)?.tags, []);
  t.false('cover' in (blog.posts.get(name) ?? {}));
});

test('a post that exists is not created, one that does not or has another version is not changed', async (t) => {
  const blog = memoryPosts();

  t.is(await codeOf(save(blog, bodyOf(), {version: 1})), 'version-conflict');
  await save(blog, bodyOf(), 'absent');
  t.is(await codeOf(save(blog, bodyOf(), 'absent')), 'already-exists');
  t.is(await codeOf(save(blog, bodyOf(), {version: 2})), 'version-conflict');
  t.is(blog.posts.get(name)?.version, 1);
});

test('of many who change one version, one succeeds', async (t) => {
  const blog = memoryPosts();
  await save(blog, bodyOf(), 'absent');

  const codes = await Promise.all(
    Array.from({length: 50}, (_, n) => codeOf(save(blog, bodyOf({title: `By ${n}`}), {version: 1}))),
  );

  t.is(codes.filter((code) => code === 'saved').length, 1);
  t.is(codes.filter((code) => code === 'version-conflict').length, 49);
  t.is(blog.posts.get(name)?.version, 2);
});

test('text that takes too long is refused and nothing is kept', async (t) => {
  const blog = memoryPosts();
  const change = {slug: name, body: bodyOf(), expectation: 'absent', now: morning} as const;

  const error = await t.throwsAsync(
    savePost(blog.table, () => undefined, change),
    {instanceOf: BlogError},
  );

  t.is(error.code, 'invalid-request');
  t.regex(error.message, /within 2 s/);
  t.is(blog.posts.size, 0);
});

test('a post whose html outgrows an item of the table is refused', async (t) => {
  const blog = memoryPosts();
  const markdown = `\`\`\`json\n${'{"a":1},'.repeat(4000)}\n\`\`\``;

  const error = await t.throwsAsync(save(blog, bodyOf({markdown}), 'absent'), {instanceOf: BlogError});

  t.regex(error.message, /at most 350000 bytes with its html, got \d{6}/);
  t.is(blog.posts.size, 0);
});

const accepted = test.macro({
  exec: (t, _: string, differences: object) => {
    t.true(z.safeParse(postBody, {...draft, ...differences}).success);
  },
  title: (_, what: string) => `${what} is taken`,
});
test(accepted, 'a title of 200 characters', {title: 'x'.repeat(200)});
test(accepted, 'a title in any script', {title: 'Ночь 🌌 夜'});
test(accepted, 'markdown of 100 kB', {markdown: 'é'.repeat(50_000)});
test(accepted, 'markdown with tabs and Windows line ends', {markdown: 'a\tb\r\nc'});
test(accepted, 'an empty text', {markdown: ''});
test(accepted, 'a post with 10 tags', {tags: Array.from({length: 10}, (_, n) => `t${n}`)});
test(accepted, 'a cover', {cover: '01KJN3V2Q8ZR4T6YB0C5D7E9FG'});

const refused = test.macro({
  exec: (t, _: string, body: unknown, at: string) => {
    const {error} = z.safeParse(postBody, body);

    t.true(error?.issues.some(({path}) => path.join('.') === at));
    for (const {code, message} of error?.issues ?? [])
      if (code !== 'unrecognized_keys') t.regex(message, /^expected .+, got /);
  },
  title: (_, what: string) => `${what} is refused`,
});
test(refused, 'a list', [], '');
test(refused, 'a post with an unknown field', {...draft, slug: 'a'}, '');
test(refused, 'a post without a title', {...draft, title: undefined}, 'title');
test(refused, 'an invisible title', {...draft, title: ' \u00a0'}, 'title');
test(refused, 'a title of 201 characters', {...draft, title: 'x'.repeat(201)}, 'title');
test(refused, 'a title of two lines', {...draft, title: 'a\nb'}, 'title');
test(refused, 'a title with half a character', {...draft, title: 'a\ud83d'}, 'title');
test(refused, 'markdown of 100,001 bytes', {...draft, markdown: `${'é'.repeat(50_000)}a`}, 'markdown');
test(refused, 'markdown with a control character', {...draft, markdown: 'a\u0000'}, 'markdown');
test(refused, 'markdown with half a character', {...draft, markdown: '\udc00'}, 'markdown');
test(refused, 'a number for markdown', {...draft, markdown: 7}, 'markdown');
test(refused, 'a status of another name', {...draft, status: 'public'}, 'status');
test(refused, 'an eleventh tag', {...draft, tags: Array.from({length: 11}, (_, n) => `t${n}`)}, 'tags');
test(refused, 'a tag named twice', {...draft, tags: ['alps', 'alps']}, 'tags');
test(refused, 'a tag with a space', {...draft, tags: ['high alps']}, 'tags.0');
test(refused, 'one tag without a list', {...draft, tags: 'alps'}, 'tags');
test(refused, 'a cover that is no photo', {...draft, cover: 'boat.jpg'}, 'cover');
