// Several functions render at once, are overtaken, and die half-way; readers fill the edge's cache meanwhile.
import test from 'ava';
import fc from 'fast-check';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import type {Post} from '../../src/domain/posts.ts';
import {
  type PostChange,
  renderEverything,
  renderPhotoPages,
  renderPosts,
  type Site,
} from '../../src/domain/rendering.ts';
import type {Slug} from '../../src/domain/slugs.ts';
import {type Around, memorySite, somePhoto, somePhotoId, somePost, tagsNamed} from '../helpers/memory-site.ts';
import {virtualTime} from '../helpers/virtual-time.ts';

const now = new Date('2026-03-01T09:30:10.000Z');
const runs = {seed: 20261122, numRuns: 60};
const photo = renderMarkdown(`![A boat](photo:${somePhotoId})`);

/** What readers ask for: pages that appear, change or go away. */
const paths = [
  '/',
  '/feed.xml',
  '/sitemap.xml',
  '/tags/a/',
  '/tags/b/',
  '/pages/2/',
  '/posts/post-0/',
  '/posts/post-1/',
  '/posts/staying-0/',
];

/** What happens to one post next: `undefined` deletes it. */
const next = fc.option(
  fc.record({
    title: fc.constantFrom('One', 'Two'),
    tags: fc.subarray(['a', 'b']),
    status: fc.constantFrom('published', 'draft'),
    showsPhoto: fc.boolean(),
  }),
  {nil: undefined, freq: 4},
);
type Next = typeof next extends fc.Arbitrary<infer T> ? T : never;

const postFrom = (slug: Slug, {title, tags, status, showsPhoto}: NonNullable<Next>, version: number): Post =>
  somePost(slug, {title, tags: tagsNamed(...tags), status, version, ...(showsPhoto && {...photo})});

type Memory = ReturnType<typeof memorySite>;

/** Nine posts that stay, so that others open and close a second index page; one of them shows a photo that is not ready yet. */
const startingSite = async (): Promise<Memory> => {
  const memory = memorySite();
  memory.photos.set(somePhotoId, somePhoto({status: 'processing', thumbnails: []}));
  for (let n = 0; n < 9; n += 1) memory.save(somePost(`staying-${n}`, {tags: tagsNamed(...(n % 2 ? ['a'] : []))}));
  memory.save(somePost('staying-0', {...photo, cover: somePhotoId, version: 2}));
  await renderEverything(memory.site, now);
  return memory;
};

const died = new Error('died');

/** Some calls, by their number, kill their function: one in two of these before it takes effect, the other after. */
const dyingAt = (deaths: ReadonlySet<number>): Around => {
  let calls = 0;
  return (_name, call) =>
    async (...args) => {
      const number = calls;
      calls += 1;
      if (deaths.has(number) && number % 2 === 0) throw died;
      const result = await call(...args);
      if (deaths.has(number)) throw died;
      return result;
    };
};

/** As streams and queues do: what failed comes again. */
const untilDone = async (act: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (error !== died) throw error;
    }
  }
};

const renderChange = (site: Site, change: PostChange) =>
  untilDone(async () => {
    const [failed] = await renderPosts(site, [change], now);
    if (failed) throw failed.error;
  });

const renderedFromScratch = async ({posts, photos}: Memory) => {
  const fresh = memorySite();
  fresh.save(...posts.values());
  for (const known of photos.values()) fresh.photos.set(known.id, known);
  await renderEverything(fresh.site, now);
  return fresh.files;
};

const byKey = (files: ReadonlyMap<string, unknown>) => [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));

type Scenario = {
  readonly delays: readonly number[];
  readonly histories: readonly (readonly Next[])[];
  readonly visits: readonly string[];
  readonly isPublishing: boolean;
  readonly deaths: readonly number[];
};

const scenario = fc.record<Scenario>({
  // Mostly in turn; now and then a call is slow enough for the others to do a whole round.
  delays: fc.array(fc.constantFrom(0, 1, 1, 2, 3, 40), {minLength: 31, maxLength: 31}),
  histories: fc.array(fc.array(next, {minLength: 1, maxLength: 3}), {minLength: 2, maxLength: 2}),
  visits: fc.array(fc.constantFrom(...paths), {maxLength: 15}),
  isPublishing: fc.boolean(),
  deaths: fc.uniqueArray(fc.nat({max: 300}), {maxLength: 6}),
});

const play = async ({delays, histories, visits, isPublishing, deaths}: Scenario): Promise<Memory> => {
  const memory = await startingSite();
  const dying = dyingAt(new Set(deaths));
  const {wait, runUntil} = virtualTime(delays);
  const site = memory.siteThrough((name, call) => async (...args) => {
    await wait();
    return dying(name, call)(...args);
  });
  const later = (act: () => void) => wait().then(act);
  const write = async (name: string, steps: readonly Next[]) => {
    for (const [index, step] of steps.entries()) {
      const {slug} = somePost(name);
      const [before, after] = [memory.posts.get(slug), step && postFrom(slug, step, index + 1)];
      await later(() => (after ? memory.save(after) : memory.posts.delete(slug)));
      await renderChange(site, {...(before && {before}), ...(after && {after})});
    }
  };
  const finishPhoto = async () => {
    await later(() => memory.photos.set(somePhotoId, somePhoto()));
    await untilDone(() => renderPhotoPages(site, somePhotoId, [], now));
  };
  await runUntil(
    Promise.all([
      ...histories.map((steps, n) => write(`post-${n}`, steps)),
      finishPhoto(),
      isPublishing && untilDone(() => renderEverything(site, now)),
      ...visits.map((path) => later(() => memory.visit(path))),
    ]),
  );
  return memory;
};

test('whatever overtakes what and wherever it dies, the site ends equal to the tables', async (t) => {
  const isEqual = fc.asyncProperty(scenario, async (played) => {
    const memory = await play(played);

    t.deepEqual(byKey(memory.files), byKey(await renderedFromScratch(memory)));
  });

  await t.notThrowsAsync(fc.assert(isEqual, runs));
});

test('whatever overtakes what and wherever it dies, no reader is left with an old page', async (t) => {
  const isFresh = fc.asyncProperty(scenario, async (played) => {
    const memory = await play(played);

    t.deepEqual(memory.stalePaths(), []);
  });

  await t.notThrowsAsync(fc.assert(isFresh, runs));
});

test('functions that come to their end leave no note behind', async (t) => {
  const isTidy = fc.asyncProperty(scenario, async (played) => {
    const memory = await play({...played, deaths: []});

    t.is(memory.notes.size, 0);
  });

  await t.notThrowsAsync(fc.assert(isTidy, {...runs, numRuns: 15}));
});
