import test from 'ava';
import {isToBeTold, type PostMailRun, publishPosts, runFor, runName} from '../../src/domain/new-posts.ts';
import type {Post} from '../../src/domain/posts.ts';
import type {Slug} from '../../src/domain/slugs.ts';
import {memorySite, somePost} from '../helpers/memory-site.ts';

const published = somePost('dawn');
const {publishedAt: _, ...unpublished} = published;
const draft: Post = {...unpublished, status: 'draft'};

test('the first publication asks for a run, be the post new or a draft before', (t) => {
  t.is(runFor({after: published})?.slug, published.slug);
  t.is(runFor({before: draft, after: published})?.slug, published.slug);
});

test('nothing else does', (t) => {
  const again: Post = {...published, version: 3};
  t.is(runFor({before: published, after: again}), undefined);
  t.is(runFor({before: {...published, status: 'draft'}, after: again}), undefined);
  t.is(runFor({before: draft, after: {...draft, version: 2}}), undefined);
  t.is(runFor({before: published}), undefined);
  t.is(runFor({}), undefined);
  t.is(runFor({before: draft, after: {...published, mail: false}}), undefined);
});

test('a post that was written before there was a choice is told', (t) => {
  t.true(isToBeTold(published));
  t.true(isToBeTold({...published, mail: true}));
});

test('a run has a name that Step Functions takes, the same for one publication and no other', (t) => {
  const long = 'a-very-'.repeat(11) as Slug;
  const name = runName({slug: `${long}old` as Slug, publishedAt: published.publishedAt ?? ''});

  t.regex(name, /^[\w-]{1,80}$/);
  t.is(name, runName({slug: `${long}old` as Slug, publishedAt: published.publishedAt ?? ''}));
  t.not(name, runName({slug: `${long}new` as Slug, publishedAt: published.publishedAt ?? ''}));
  t.not(name, runName({slug: `${long}old` as Slug, publishedAt: '2026-03-02T09:30:00.000Z'}));
});

const now = new Date('2026-03-01T09:31:00.000Z');

/** The site of these posts, and runs that begin but for those of `failing`. */
const world = (posts: readonly Post[], failing: readonly Slug[] = []) => {
  const {site, save, files} = memorySite();
  for (const post of posts) save(post);
  const started: PostMailRun[] = [];
  const runs = {
    start: async (run: PostMailRun) => {
      if (failing.includes(run.slug)) throw new Error('expected a run, got none');
      started.push({...run, name: files.has(`posts/${run.slug}/index.html`) ? 'after its page' : 'before its page'});
    },
  };
  return {site, runs, started};
};

test('a run begins when the page is there that its mails lead to', async (t) => {
  const {site, runs, started} = world([published]);

  t.deepEqual(await publishPosts(site, runs, [{after: published}], now), []);

  t.deepEqual(started, [{slug: published.slug, name: 'after its page'}]);
});

test('a run that could not be started fails its change alone', async (t) => {
  const [one, other] = [somePost('one'), somePost('other')];
  const {site, runs, started} = world([one, other], [one.slug]);

  const failed = await publishPosts(site, runs, [{after: one}, {after: other}], now);

  t.deepEqual(
    failed.map(({change}) => change),
    [{after: one}],
  );
  t.deepEqual(
    started.map(({slug}) => slug),
    [other.slug],
  );
});
