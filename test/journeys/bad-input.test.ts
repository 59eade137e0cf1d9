import test from 'ava';
import {readInbox} from '../../local/inbox.ts';
import {blogUnderTest} from '../helpers/blog.ts';
import {badRequests} from './bad-requests.ts';

const {visitor, engine} = blogUnderTest();

for (const {what, status, method, path, ...options} of badRequests)
  test(`${method} with ${what} is answered ${status} by a problem document`, async (t) => {
    const answer = await visitor.send(method, path, options);

    t.is(answer.status, status, answer.text);
    t.is(answer.headers.get('content-type'), 'application/problem+json');
    const problem = answer.json<{title: string; status: number}>();
    t.is(problem.status, status);
    t.truthy(problem.title);
  });

test('malformed JSON is answered 400 by a problem document', async (t) => {
  const answer = await fetch(new URL('/api/subscribers', visitor.siteUrl), {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: '{"email": ',
  });

  t.is(answer.status, 400);
  t.is(answer.headers.get('content-type'), 'application/problem+json');
});

test('a confirming link with a forged token is refused by a page and changes nothing', async (t) => {
  for (const path of ['/api/subscribers/confirm', '/api/subscribers/unsubscribe']) {
    const answer = await visitor.send('POST', `${path}?token=forged`, {form: {}});
    t.is(answer.status, 400, path);
    t.regex(answer.headers.get('content-type') ?? '', /^text\/html/);
  }
});

test.after('nothing of all that is stored', async (t) => {
  const {posts} = (await visitor.send('GET', '/api/author/posts?limit=50', {asAuthor: true})).json<{
    posts: {slug: string}[];
  }>();
  t.false(posts.some(({slug}) => slug === 'bad'));
  t.is((await visitor.send('GET', '/api/author/posts/bad', {asAuthor: true})).status, 404);
  const addresses = (await readInbox(engine)).flatMap(({to}) => to);
  t.false(addresses.some((address) => address.includes('ada@example.org')));
});
