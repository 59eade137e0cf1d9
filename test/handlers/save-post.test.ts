import {ScanCommand} from '@aws-sdk/client-dynamodb';
import test from 'ava';
import deleteEvent from '../../events/delete-post.json' with {type: 'json'};
import readAuthorEvent from '../../events/read-author-post.json' with {type: 'json'};
import readEvent from '../../events/read-post.json' with {type: 'json'};
import saveEvent from '../../events/save-post.json' with {type: 'json'};
import {until} from '../../local/until.ts';
import {postTable} from '../../src/adapters/post-table.ts';
import {entriesOf} from '../../src/domain/post-entries.ts';
import {slug} from '../../src/domain/slugs.ts';
import {handler as deletePost} from '../../src/handlers/delete-post.ts';
import {handler as readAuthorPost} from '../../src/handlers/read-author-post.ts';
import {handler as readPost} from '../../src/handlers/read-post.ts';
import {handler as savePost} from '../../src/handlers/save-post.ts';
import {call, postPlace} from '../helpers/post-place.ts';

const place = postPlace();
test.before(() => place);

const draft = {title: 'First light', markdown: 'A *morning*', status: 'draft'};
let count = 0;
const newSlug = () => `post-${++count}`;
const put = (name: string, body: unknown, headers: Record<string, string>) =>
  call(savePost, saveEvent, {path: {slug: name}, headers, body});
const create = (name: string, body: unknown = draft) => put(name, body, {'If-None-Match': '*'});
const read = (name: string) => call(readPost, readEvent, {path: {slug: name}});

const entriesKept = async (name: string): Promise<readonly string[]> => {
  const {dynamodb} = await place;
  const {Items = []} = await dynamodb.send(new ScanCommand({TableName: process.env['POSTS_TABLE']}));
  return Items.filter(({slug, kind}) => slug?.S === name && kind?.S === 'entry')
    .map(({pk, sk, version}) => `${pk?.S} ${sk?.S} ${version?.N}`)
    .sort();
};

test('the sample post is created, read by its author and by readers', async (t) => {
  const saved = await call(savePost, saveEvent);
  const authors = await call(readAuthorPost, readAuthorEvent);
  const readers = await call(readPost, readEvent);

  t.is(saved.statusCode, 201);
  t.like(saved.headers, {ETag: '"1"', Location: '/api/posts/first-light', 'Cache-Control': 'no-store'});
  t.is(authors.statusCode, 200);
  t.deepEqual(authors.content, saved.content);
  t.like(authors.headers, {ETag: '"1"', 'Cache-Control': 'no-store'});
  t.is(readers.statusCode, 200);
  t.regex(readers.headers['ETag'] ?? '', /^"1-[0-9a-f]{8}"$/);
  t.regex(readers.headers['Cache-Control'] ?? '', /^public, max-age=0, s-maxage=60,/);
  t.regex(readers.content.html, /<h2>What was in the bag<\/h2>/);
});

test('the tag of the public answer is good for a change', async (t) => {
  const name = newSlug();
  await create(name, {...draft, status: 'published', markdown: '![a](photo:01KJN3V2Q8ZR4T6YB0C5D7E9FG)'});
  const {headers} = await read(name);

  const changed = await put(name, draft, {'If-Match': `W/${headers['ETag']}`});

  t.is(changed.statusCode, 200);
  t.is(changed.headers['ETag'], '"2"');
  t.is((await read(name)).statusCode, 404);
});

for (const [what, headers, status] of [
  ['without a precondition', {}, 428],
  ['with both preconditions', {'If-Match': '"1"', 'If-None-Match': '*'}, 400],
  ['that creates what is there', {'If-None-Match': '*'}, 412],
  ['of another version', {'If-Match': '"2"'}, 412],
  ['with a tag of no post', {'If-Match': 'abc'}, 400],
] as const)
  test(`a change ${what} is refused by ${status}`, async (t) => {
    const name = newSlug();
    await create(name);

    const reply = await put(name, {...draft, title: 'Other'}, headers);

    t.is(reply.statusCode, status);
    t.is(reply.headers['Content-Type'], 'application/problem+json');
    t.is((await postTable.read(slug.parse(name)))?.title, 'First light');
  });

test('a change of a post that is not there is refused by 412', async (t) => {
  t.is((await put(newSlug(), draft, {'If-Match': '"1"'})).statusCode, 412);
});

test('the entries in the table follow every change', async (t) => {
  const name = newSlug();
  const states = [
    {...draft, status: 'published', tags: ['alps', 'lake'], cover: '01KJN3V2Q8ZR4T6YB0C5D7E9FG'},
    {...draft, status: 'published', tags: ['lake', 'night'], markdown: '![a](photo:01KJN3V2Q8ZR4T6YB0C5D7E9FH)'},
    {...draft, tags: ['night']},
    {...draft, status: 'published'},
  ];
  await create(name);

  for (const [index, state] of states.entries()) {
    await put(name, state, {'If-Match': `"${index + 1}"`});
    const post = await postTable.read(slug.parse(name), {consistent: true});
    const entries = post ? entriesOf(post) : [];
    t.deepEqual(await entriesKept(name), entries.map(({pk, sk, version}) => `${pk} ${sk} ${version}`).sort());
  }
  const deleted = await call(deletePost, deleteEvent, {path: {slug: name}});
  t.is(deleted.statusCode, 204);
  t.deepEqual(await entriesKept(name), []);
});

test('deleting again succeeds, deleting another version does not', async (t) => {
  const name = newSlug();
  await create(name);
  const remove = (headers = {}) => call(deletePost, deleteEvent, {path: {slug: name}, headers});

  t.is((await remove({'If-Match': '"2"'})).statusCode, 412);
  t.is((await remove({'If-Match': '"1"'})).statusCode, 204);
  t.is((await remove()).statusCode, 204);
});

test('of many who create or change one version at once, one succeeds and nobody fails', async (t) => {
  const name = newSlug();
  const statuses = async (replies: readonly Promise<{statusCode: number}>[]) => {
    const seen = (await Promise.all(replies)).map(({statusCode}) => statusCode);
    return {won: seen.filter((status) => status < 300).length, lost: seen.filter((status) => status === 412).length};
  };
  const titled = (n: number) => ({...draft, title: `By ${n}`});

  const creators = await statuses(Array.from({length: 30}, (_, n) => create(name, titled(n))));
  const editors = await statuses(Array.from({length: 30}, (_, n) => put(name, titled(n), {'If-Match': '"1"'})));

  t.deepEqual(creators, {won: 1, lost: 29});
  t.deepEqual(editors, {won: 1, lost: 29});
});

const refused = test.macro({
  exec: async (t, _: string, change: Parameters<typeof call>[2], status: number, at?: string) => {
    const name = newSlug();

    // A machine that is busy with other tests may answer 500 at first: the text did not get its processor time.
    const reply = await until('an answer', async () => {
      const answer = await call(savePost, saveEvent, {path: {slug: name}, headers: {'If-None-Match': '*'}, ...change});
      return answer.statusCode === 500 ? undefined : answer;
    });

    t.is(reply.statusCode, status);
    t.is(reply.headers['Content-Type'], 'application/problem+json');
    t.is(reply.content.breaches?.[0].at, at);
    t.is(await postTable.read(slug.parse(name)), undefined);
  },
  title: (_, what: string) => `${what} is refused and not kept`,
});
test(refused, 'a body that is no object', {body: []}, 400, 'body');
test(refused, 'an unknown field', {body: {...draft, slug: 'a'}}, 400, 'body');
test(refused, 'a title that is no text', {body: {...draft, title: 7}}, 400, 'body.title');
test(refused, 'a picture from elsewhere', {body: {...draft, markdown: '![a](https://b/c)'}}, 400, 'body.markdown');
test(refused, 'a text made to take minutes', {body: {...draft, markdown: '*a_ '.repeat(25_000)}}, 400, 'body.markdown');
test(refused, 'a body over the limit', {body: {...draft, markdown: 'a'.repeat(200_000)}}, 413);
test(refused, 'a slug in capitals', {path: {slug: 'First'}, body: draft}, 400, 'path.slug');
test(refused, 'another type', {headers: {'If-None-Match': '*', 'Content-Type': 'text/plain'}, body: draft}, 415);
