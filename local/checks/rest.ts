import type {Blog} from '../blog.ts';
import {until} from '../until.ts';
import {type Answer, expectStatus, type Visitor} from '../visitor.ts';

const slug = 'written-by-the-check';
const path = `/api/posts/${slug}`;

const draft = {
  title: 'Written by the check',
  markdown: 'The *first* text.',
  tags: ['checked', 'checked-once'],
  status: 'published',
};

const save = (visitor: Visitor, json: object, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  visitor.send('PUT', path, {json, headers, asAuthor: true});

const pageShows = (visitor: Visitor, page: string, text: string) =>
  until(`${page} to show '${text}'`, async () => (await visitor.send('GET', page)).text.includes(text) || undefined, {
    seconds: 15,
  });

/** Picture 3: a post written through the API is read through the edge, kept there, replaced by an edit and gone when deleted. */
export const checkRest = async ({visitor}: Blog): Promise<string> => {
  expectStatus(
    await visitor.send('PUT', path, {json: draft, headers: {'If-None-Match': '*'}}),
    401,
    'a write without a token',
  );
  const left = await visitor.send('GET', `/api/author/posts/${slug}`, {asAuthor: true});
  if (left.status === 200)
    expectStatus(await visitor.send('DELETE', path, {asAuthor: true}), 204, 'deleting what a check left');
  const written = expectStatus(await save(visitor, draft, {'If-None-Match': '*'}), 201, 'a new post');
  await pageShows(visitor, '/', draft.title);
  await pageShows(visitor, '/tags/checked/', draft.title);
  await pageShows(visitor, '/feed.xml', draft.title);
  await pageShows(visitor, `/posts/${slug}/`, 'first');
  expectStatus(await visitor.send('GET', '/api/posts?tag=checked'), 200, 'the list of a tag');
  expectStatus(await visitor.send('GET', path), 200, 'the post');
  const kept = expectStatus(await visitor.send('GET', path), 200, 'the post again');
  if (!kept.isHit)
    throw new Error(`expected the second GET of ${path} to be a hit, got ${kept.headers.get('x-cache')}`);
  const startedAt = performance.now();
  const etag = written.headers.get('etag') ?? '';
  expectStatus(
    await save(visitor, {...draft, markdown: 'The *second* text.', tags: ['checked']}, {'If-Match': etag}),
    200,
    'an edit',
  );
  expectStatus(await save(visitor, draft, {'If-Match': etag}), 412, 'an edit of an old version');
  await pageShows(visitor, path, 'second');
  await pageShows(visitor, `/posts/${slug}/`, 'second');
  const isGone = (page: string) =>
    until(`${page} to be gone`, async () => (await visitor.send('GET', page)).status === 404 || undefined);
  const purgedMs = Math.round(performance.now() - startedAt);
  await isGone('/tags/checked-once/');
  const drafts = expectStatus(
    await visitor.send('GET', '/api/author/posts', {asAuthor: true}),
    200,
    "the author's list",
  );
  if (!drafts.text.includes(slug)) throw new Error("expected the author's list to name the post");
  expectStatus(await visitor.send('DELETE', path, {asAuthor: true}), 204, 'deleting the post');
  await isGone(`/posts/${slug}/`);
  await isGone('/tags/checked/');
  expectStatus(await visitor.send('GET', path), 404, 'the deleted post');
  return `a read from the edge in ${kept.milliseconds} ms, an edit everywhere after ${purgedMs} ms`;
};
