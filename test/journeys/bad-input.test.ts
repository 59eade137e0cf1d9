import test from 'ava';
import {blogUnderTest} from '../helpers/blog.ts';

const {visitor} = blogUnderTest();

const post = {title: 'A title', markdown: 'A text.', status: 'published'};
const photo = {contentType: 'image/jpeg', bytes: 1000, alt: 'What one sees'};
const create = {'If-None-Match': '*'};

type Case = {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly asAuthor?: boolean;
  readonly status: number;
};

const asAuthor = true;

const cases: readonly Case[] = [
  {what: 'a limit that is no number', method: 'GET', path: '/api/posts?limit=many', status: 400},
  {what: 'a limit over fifty', method: 'GET', path: '/api/posts?limit=51', status: 400},
  {what: 'a limit of zero', method: 'GET', path: '/api/posts?limit=0', status: 400},
  {what: 'a cursor of nonsense', method: 'GET', path: '/api/posts?cursor=nonsense', status: 400},
  {what: 'a tag that cannot be one', method: 'GET', path: '/api/posts?tag=Not%20A%20Tag', status: 400},
  {what: 'a slug that cannot be one', method: 'GET', path: '/api/posts/Not%20A%20Slug', status: 400},
  {what: 'a post that does not exist', method: 'GET', path: '/api/posts/no-such-post', status: 404},
  {what: 'a post without a token', method: 'PUT', path: '/api/posts/bad', json: post, headers: create, status: 401},
  {
    what: 'a post with a wrong token',
    method: 'PUT',
    path: '/api/posts/bad',
    json: post,
    headers: {...create, Authorization: 'Bearer wrong'},
    status: 401,
  },
  {
    what: 'a post with another scheme',
    method: 'PUT',
    path: '/api/posts/bad',
    json: post,
    headers: {...create, Authorization: 'Basic d3Jvbmc='},
    status: 401,
  },
  {what: 'a post without a condition', method: 'PUT', path: '/api/posts/bad', json: post, asAuthor, status: 428},
  {
    what: 'a change of nothing',
    method: 'PUT',
    path: '/api/posts/bad',
    json: post,
    headers: {'If-Match': '"1"'},
    asAuthor,
    status: 412,
  },
  {
    what: 'a post that is a list',
    method: 'PUT',
    path: '/api/posts/bad',
    json: [post],
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a post that is null',
    method: 'PUT',
    path: '/api/posts/bad',
    json: null,
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a title that is a number',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, title: 7},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'an unknown field',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, colour: 'red'},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a status that is none',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, status: 'secret'},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a cover that is no photo id',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, cover: 'x'},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a photo reference of nonsense',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, markdown: '![a](photo:x)'},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a body over 128 kB',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, markdown: 'x'.repeat(140_000)},
    headers: create,
    asAuthor,
    status: 413,
  },
  {
    what: 'a text over 100 kB',
    method: 'PUT',
    path: '/api/posts/bad',
    json: {...post, markdown: 'x'.repeat(110_000)},
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a bad slug in a write',
    method: 'PUT',
    path: '/api/posts/-bad-',
    json: post,
    headers: create,
    asAuthor,
    status: 400,
  },
  {
    what: 'a body of another type',
    method: 'PUT',
    path: '/api/posts/bad',
    headers: {...create, 'Content-Type': 'text/plain'},
    asAuthor,
    status: 415,
  },
  {what: 'deleting without a token', method: 'DELETE', path: '/api/posts/bad', status: 401},
  {what: 'deleting a bad slug', method: 'DELETE', path: '/api/posts/-bad-', asAuthor, status: 400},
  {what: "the author's list without a token", method: 'GET', path: '/api/author/posts', status: 401},
  {
    what: "the author's list with a bad limit",
    method: 'GET',
    path: '/api/author/posts?limit=-1',
    asAuthor,
    status: 400,
  },
  {what: "the author's post without a token", method: 'GET', path: '/api/author/posts/bad', status: 401},
  {
    what: "the author's post that does not exist",
    method: 'GET',
    path: '/api/author/posts/no-such-post',
    asAuthor,
    status: 404,
  },
  {what: 'a ticket without a token', method: 'POST', path: '/api/photos', json: photo, status: 401},
  {
    what: 'a ticket for a film',
    method: 'POST',
    path: '/api/photos',
    json: {...photo, contentType: 'video/mp4'},
    asAuthor,
    status: 400,
  },
  {
    what: 'a ticket for too many bytes',
    method: 'POST',
    path: '/api/photos',
    json: {...photo, bytes: 15_000_001},
    asAuthor,
    status: 400,
  },
  {
    what: 'a ticket for no bytes',
    method: 'POST',
    path: '/api/photos',
    json: {...photo, bytes: 0},
    asAuthor,
    status: 400,
  },
  {
    what: 'a ticket with an unknown field',
    method: 'POST',
    path: '/api/photos',
    json: {...photo, key: 'mine'},
    asAuthor,
    status: 400,
  },
  {what: 'a photo id that cannot be one', method: 'GET', path: '/api/photos/x', status: 400},
  {what: 'a photo that does not exist', method: 'GET', path: '/api/photos/01ARZ3NDEKTSV4RRFFQ69G5FAV', status: 404},
  {what: 'a subscriber without an address', method: 'POST', path: '/api/subscribers', json: {name: 'Ada'}, status: 400},
  {
    what: 'a subscriber with half an address',
    method: 'POST',
    path: '/api/subscribers',
    json: {email: 'ada@'},
    status: 400,
  },
  {
    what: 'an address with a line break',
    method: 'POST',
    path: '/api/subscribers',
    json: {email: 'ada@example.org\r\nBcc: b@example.org'},
    status: 400,
  },
  {
    what: 'a subscriber with an unknown field',
    method: 'POST',
    path: '/api/subscribers',
    json: {email: 'ada@example.org', admin: true},
    status: 400,
  },
  {what: 'a route that does not exist', method: 'GET', path: '/api/no-such-route', status: 404},
  {what: 'a method that a route does not have', method: 'PATCH', path: '/api/posts', json: {}, asAuthor, status: 404},
];

for (const {what, status, method, path, ...options} of cases)
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

test.serial('after all the bad input nothing is stored', async (t) => {
  t.is((await visitor.send('GET', '/api/author/posts/bad', {asAuthor: true})).status, 404);
});
