import {randomUUID} from 'node:crypto';
import {type Blog, regionsOf} from '../blog.ts';
import {until} from '../until.ts';
import {type Answer, expectStatus, type Visitor} from '../visitor.ts';
import {removeLeftPost} from './left-posts.ts';
import {checkReplicaRoles} from './replica-roles.ts';

const slug = 'read-everywhere';
const failoverMs = 3_000;

const near = (region: string) => ({'x-local-edge': region});

/** `origin` is an id, or what it begins with. */
const expectOrigin = (answer: Answer, origin: string, what: string): void => {
  const got = answer.headers.get('x-local-origin') ?? 'none';
  if (!got.startsWith(origin)) throw new Error(`expected ${what} to be answered by ${origin}, got ${got}`);
};

/** A read that no cache can answer: the tag is part of the cache key, and one post is the same under any. */
const read = (visitor: Visitor, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  visitor.send('GET', `/api/posts/${slug}?tag=${randomUUID()}`, {headers});

const writeFrom = async (visitor: Visitor, region: string): Promise<void> => {
  const written = await visitor.send('PUT', `/api/posts/${slug}`, {
    json: {title: 'Read everywhere', markdown: 'Written at home.', status: 'published'},
    headers: {'If-None-Match': '*', ...near(region)},
    asAuthor: true,
  });
  expectStatus(written, 201, `a post written at the edge in ${region}`);
  expectOrigin(written, 'api', `a write at the edge in ${region}`);
};

/** Reads near each region once the post is there: its own API answers. Whoever stands in for it later is awake by then. */
const readEverywhere = async (visitor: Visitor, regions: readonly string[]): Promise<void> => {
  for (const region of regions) {
    const answer = await until(`the post in ${region}`, async () => {
      const one = await read(visitor, near(region));
      return one.status === 200 ? one : undefined;
    });
    expectOrigin(answer, `reads-${region}`, `a read at the edge in ${region}`);
  }
};

/** The longest that a reader waited whose region was down. */
const readWithout = async (visitor: Visitor, regions: readonly string[], home: string): Promise<number> => {
  let slowestMs = 0;
  for (const region of regions) {
    const answer = await read(visitor, {...near(region), 'x-local-dead': region});
    expectStatus(answer, 200, `a read with ${region} down`);
    expectOrigin(answer, region === home ? 'spare-' : 'api', `a read with ${region} down`);
    if (answer.milliseconds > failoverMs)
      throw new Error(
        `expected an answer without ${region} within ${failoverMs} ms, got one in ${answer.milliseconds} ms`,
      );
    slowestMs = Math.max(slowestMs, answer.milliseconds);
  }
  return slowestMs;
};

/** Picture 4: what is written, from anywhere, goes home and is read near the reader; with that region down, another one answers. */
export const checkGlobal = async (blog: Blog): Promise<string> => {
  const {visitor} = blog;
  const regions = regionsOf(blog);
  const [home, ...others] = regions;
  const [far] = others;
  if (!far) return `${home} is the only region of blog.config.ts`;
  await checkReplicaRoles(blog);
  await removeLeftPost(visitor, slug);
  await writeFrom(visitor, far);
  const startedAt = performance.now();
  await readEverywhere(visitor, regions);
  const readMs = Math.round(performance.now() - startedAt);
  const slowestMs = await readWithout(visitor, regions, home);
  expectStatus(await visitor.send('DELETE', `/api/posts/${slug}`, {asAuthor: true}), 204, 'deleting the post');
  return `a write in ${far} went to ${home}, read from ${regions.join(', ')} after ${readMs} ms; with a region down, from another one in ${slowestMs} ms`;
};
