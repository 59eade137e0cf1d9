import type {Blog} from '../../blog.ts';
import {until} from '../../until.ts';
import {type Answer, expectStatus, type Visitor} from '../../visitor.ts';

const slug = 'walked-through';
const path = `/api/posts/${slug}`;

type Body = {
  readonly title: string;
  readonly markdown: string;
  readonly tags: readonly string[];
  readonly status: string;
};

const draft: Body = {title: 'Walked through', markdown: 'A draft.', tags: ['walked', 'walked-once'], status: 'draft'};
const published: Body = {...draft, markdown: 'Published.', status: 'published'};

const save = (author: Visitor, json: Body, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  author.send('PUT', path, {json, headers, asAuthor: true});

const answers = (visitor: Visitor, page: string, status: number) =>
  until(`${page} to answer ${status}`, async () => (await visitor.send('GET', page)).status === status || undefined);

/** Two edits of one version at once: one wins, and the other looks why it lost. */
const editTwice = async (author: Visitor): Promise<void> => {
  const headers = {'If-Match': '"2"'};
  const edits = await Promise.all(
    ['walked', 'walked-twice'].map((tag) => save(author, {...published, tags: [tag]}, headers)),
  );
  const statuses = edits.map(({status}) => status).sort();
  if (statuses.join() !== '200,412') throw new Error(`expected one of two edits to win, got ${statuses.join(', ')}`);
};

const readLists = async (visitor: Visitor): Promise<void> => {
  for (const list of ['/api/posts', '/api/author/posts']) {
    const first = expectStatus(await visitor.send('GET', `${list}?limit=1`, {asAuthor: true}), 200, list);
    const {next = ''} = first.json<{next?: string}>();
    expectStatus(await visitor.send('GET', `${list}?limit=1&cursor=${next}`, {asAuthor: true}), 200, 'its next page');
  }
  expectStatus(await visitor.send('GET', '/api/posts?tag=walked'), 200, 'the posts of a tag');
};

/** A post from draft to published, edited by two, withdrawn and deleted; then what is refused, and what is not there. */
export const walkPosts = async ({visitor}: Blog): Promise<void> => {
  const create = {'If-None-Match': '*'};
  expectStatus(await save(visitor, draft, create), 201, 'a draft');
  expectStatus(await visitor.send('GET', path), 404, 'a draft for readers');
  expectStatus(await visitor.send('GET', `/api/author/posts/${slug}`, {asAuthor: true}), 200, 'a draft for its author');
  expectStatus(await save(visitor, draft, create), 412, 'a second post of that name');
  expectStatus(await save(visitor, published, {'If-Match': '"1"'}), 200, 'publishing it');
  await answers(visitor, `/posts/${slug}/`, 200);
  await editTwice(visitor);
  await readLists(visitor);
  expectStatus(await save(visitor, draft, {'If-Match': '"3"'}), 200, 'withdrawing it');
  await answers(visitor, `/posts/${slug}/`, 404);
  const remove = (headers: Readonly<Record<string, string>> = {}) =>
    visitor.send('DELETE', path, {headers, asAuthor: true});
  expectStatus(await remove({'If-Match': '"1"'}), 412, 'deleting an old version');
  expectStatus(await remove(), 204, 'deleting it');
  expectStatus(await remove(), 204, 'deleting it again');
  expectStatus(await visitor.send('GET', path), 404, 'a post that is gone');
  expectStatus(
    await visitor.send('GET', `/api/author/posts/${slug}`, {asAuthor: true}),
    404,
    'the same for its author',
  );
  const stranger = {headers: {Authorization: 'Bearer of-somebody-else'}};
  expectStatus(await visitor.send('DELETE', path, stranger), 401, "a stranger's token");
};
