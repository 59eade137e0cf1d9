import test from 'ava';
import {untilKept} from '../../local/checks/kept.ts';
import {sixPictures} from '../../local/checks/six-pictures.ts';
import {until} from '../../local/until.ts';
import type {Answer} from '../../local/visitor.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const {visitor} = blog;

type PostBody = {title: string; markdown: string; tags: string[]; status: 'draft' | 'published'; mail: boolean};

const postOf = (slug: string, markdown = `The text of ${slug}.`): PostBody => ({
  title: `Title of ${slug}`,
  markdown,
  tags: ['journeys', `of-${slug}`],
  status: 'published',
  mail: false,
});

const write = (slug: string, body: unknown, headers: Record<string, string> = {'If-None-Match': '*'}) =>
  visitor.send('PUT', `/api/posts/${slug}`, {json: body, headers, asAuthor: true});

/**
 * As a client that tries again: fifty cold starts at once can outlast the gateway's patience on a small machine. A repeated
 * request finds the post of the first, which is a 412.
 */
const writeInTime = (slug: string, body: PostBody): Promise<number> =>
  until(
    `${slug} to be written`,
    async () => {
      const {status} = await write(slug, body);
      return status < 500 ? status : undefined;
    },
    {seconds: 60},
  );

const shows = (path: string, text: string) =>
  until(`${path} to show ${text}`, async () => {
    const answer = await visitor.send('GET', path);
    return answer.status === 200 && answer.text.includes(text) ? answer : undefined;
  });

/** Seconds in the edge; 0 for what was just fetched. */
const ageOf = ({headers}: Answer): number => Number(headers.get('age') ?? 0);

test.serial(
  'a published post appears on its page, the home page, its tag page and in the feed, and the second answer is a hit',
  async (t) => {
    const written = await write('appears', postOf('appears'));
    t.is(written.status, 201);

    await shows('/posts/appears/', 'The text of appears.');
    for (const path of ['/', '/tags/of-appears/', '/feed.xml', '/sitemap.xml']) await shows(path, '/posts/appears/');

    const again = await untilKept(visitor, '/posts/appears/');
    t.regex(again.headers.get('age') ?? '', /^\d+$/);
  },
);

test.serial('an edit replaces its page at once and leaves an untouched page in the edge', async (t) => {
  await write('edited', postOf('edited'));
  await write('untouched', postOf('untouched'));
  await shows('/posts/edited/', 'The text of edited.');
  await shows('/posts/untouched/', 'The text of untouched.');
  // Kept for longer than the purges of the writes above take.
  await until(
    'the untouched page to be kept',
    async () => ageOf(await visitor.send('GET', '/posts/untouched/')) >= 2 || undefined,
  );

  const edit = await write('edited', postOf('edited', 'Quite another text.'), {'If-Match': '"1"'});
  t.is(edit.status, 200);
  await shows('/posts/edited/', 'Quite another text.');

  const untouched = await visitor.send('GET', '/posts/untouched/');
  t.true(untouched.isHit);
  t.true(ageOf(untouched) >= 2);
});

test.serial('a draft is nowhere to be read but by its author', async (t) => {
  t.is((await write('a-draft', {...postOf('a-draft'), status: 'draft'})).status, 201);

  t.is((await visitor.send('GET', '/api/posts/a-draft')).status, 404);
  t.is((await visitor.send('GET', '/api/posts/a-draft', {asAuthor: true})).status, 404);
  t.is((await visitor.send('GET', '/posts/a-draft/')).status, 404);
  t.is((await visitor.send('GET', '/api/author/posts/a-draft')).status, 401);
  const mine = await visitor.send('GET', '/api/author/posts/a-draft', {asAuthor: true});
  t.is(mine.status, 200);
  t.like(mine.json(), {status: 'draft', markdown: 'The text of a-draft.', version: 1});
  t.is(mine.headers.get('cache-control'), 'no-store');
});

test.serial('a post that becomes a draft again disappears', async (t) => {
  await write('withdrawn', postOf('withdrawn'));
  await shows('/posts/withdrawn/', 'The text of withdrawn.');

  t.is((await write('withdrawn', {...postOf('withdrawn'), status: 'draft'}, {'If-Match': '"1"'})).status, 200);

  await until(
    'the page to be gone',
    async () => (await visitor.send('GET', '/posts/withdrawn/')).status === 404 || undefined,
  );
  await until(
    'the tag page to be gone',
    async () => (await visitor.send('GET', '/tags/of-withdrawn/')).status === 404 || undefined,
  );
  t.is((await visitor.send('GET', '/api/posts/withdrawn')).status, 404);
});

test.serial('the first writer wins and the second is told', async (t) => {
  t.is((await write('contested', postOf('contested'))).status, 201);

  t.is((await write('contested', postOf('contested'))).status, 412);
  t.is((await write('contested', postOf('contested'), {})).status, 428);
  t.is((await write('contested', postOf('contested'), {'If-Match': 'W/"1"'})).status, 200);
  t.is((await write('contested', postOf('contested'), {'If-Match': '"1"'})).status, 412);
});

test.serial('fifty posts written at once are all in the lists, the feed and the tag page afterwards', async (t) => {
  const slugs = Array.from({length: 50}, (_, index) => `of-fifty-${index + 1}`);

  const statuses = await Promise.all(slugs.map((slug) => writeInTime(slug, {...postOf(slug), tags: ['fifty']})));
  t.deepEqual(
    statuses.filter((status) => status !== 201 && status !== 412),
    [],
  );

  const listed: string[] = [];
  for (let cursor = ''; ; ) {
    const page = (await visitor.send('GET', `/api/posts?tag=fifty&limit=7${cursor}`)).json<{
      posts: {slug: string}[];
      next?: string;
    }>();
    listed.push(...page.posts.map(({slug}) => slug));
    if (!page.next) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  t.is(new Set(listed).size, listed.length);
  t.deepEqual([...listed].sort(), [...slugs].sort());
  await until('the tag page to link all fifty', async () => {
    const {text} = await visitor.send('GET', '/tags/fifty/');
    return slugs.every((slug) => text.includes(`"/posts/${slug}/"`)) || undefined;
  });
  await until('the sitemap to name all fifty', async () => {
    const {text} = await visitor.send('GET', '/sitemap.xml');
    return slugs.every((slug) => text.includes(`/posts/${slug}/<`)) || undefined;
  });
  const newest = (await visitor.send('GET', '/api/posts?limit=20')).json<{posts: {slug: string}[]}>().posts;
  await until('the home page to begin with the newest', async () => {
    const {text} = await visitor.send('GET', '/');
    return newest.slice(0, 10).every(({slug}) => text.includes(`/posts/${slug}/`)) || undefined;
  });
});

// In this file, since publishing again empties the whole edge, where the tests above look for hits.
for (const {name, check} of sixPictures)
  test.serial(`picture ${name} holds`, async (t) => {
    t.truthy(await check(blog));
  });
