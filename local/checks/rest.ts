import type {Blog} from '../blog.ts';
import {until} from '../until.ts';
import {type Answer, expectStatus, type Visitor} from '../visitor.ts';
import {untilKept} from './kept.ts';
import {removeLeftPost} from './left-posts.ts';

const slug = 'written-by-the-check';
const path = `/api/posts/${slug}`;

const firstText = {
  title: 'Written by the check',
  markdown: 'The *first* text.',
  tags: ['checked', 'checked-once'],
  status: 'published',
};
const secondText = {...firstText, markdown: 'The *second* text.', tags: ['checked']};

const save = (visitor: Visitor, json: object, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  visitor.send('PUT', path, {json, headers, asAuthor: true});

const shows = (visitor: Visitor, page: string, text: string) =>
  until(`${page} to show '${text}'`, async () => (await visitor.send('GET', page)).text.includes(text) || undefined);

const isGone = (visitor: Visitor, page: string) =>
  until(`${page} to be gone`, async () => (await visitor.send('GET', page)).status === 404 || undefined);

const authorReads = async (visitor: Visitor, url: string, text: string): Promise<void> => {
  const answer = expectStatus(await visitor.send('GET', url, {asAuthor: true}), 200, url);
  if (!answer.text.includes(text))
    throw new Error(`expected ${url} to hold '${text}', got ${answer.text.slice(0, 300)}`);
};

/** The ETag of the new post. */
const checkWrite = async (visitor: Visitor): Promise<string> => {
  const create = {'If-None-Match': '*'};
  expectStatus(await visitor.send('PUT', path, {json: firstText, headers: create}), 401, 'a write without a token');
  const written = expectStatus(await save(visitor, firstText, create), 201, 'a new post');
  for (const page of ['/', '/tags/checked/', '/feed.xml', '/api/posts?tag=checked'])
    await shows(visitor, page, firstText.title);
  for (const page of [`/posts/${slug}/`, path]) await shows(visitor, page, 'first');
  return written.headers.get('etag') ?? '';
};

const checkEdit = async (visitor: Visitor, etag: string): Promise<void> => {
  expectStatus(await save(visitor, secondText, {'If-Match': etag}), 200, 'an edit');
  expectStatus(await save(visitor, firstText, {'If-Match': etag}), 412, 'an edit of an old version');
  for (const page of [`/posts/${slug}/`, path]) await shows(visitor, page, 'second');
  await isGone(visitor, '/tags/checked-once/');
};

const checkDelete = async (visitor: Visitor): Promise<void> => {
  expectStatus(await visitor.send('DELETE', path, {asAuthor: true}), 204, 'deleting the post');
  for (const page of [`/posts/${slug}/`, '/tags/checked/', path]) await isGone(visitor, page);
};

/** Picture 3: a post written through the API is read through the edge, kept there, replaced by an edit and gone when deleted. */
export const checkRest = async ({visitor}: Blog): Promise<string> => {
  await removeLeftPost(visitor, slug);
  const etag = await checkWrite(visitor);
  const kept = await untilKept(visitor, path);
  const startedAt = performance.now();
  await checkEdit(visitor, etag);
  const editedMs = Math.round(performance.now() - startedAt);
  await authorReads(visitor, `/api/author/posts/${slug}`, 'second');
  await authorReads(visitor, '/api/author/posts', slug);
  await checkDelete(visitor);
  return `a read from the edge in ${kept.milliseconds} ms, an edit everywhere after ${editedMs} ms`;
};
