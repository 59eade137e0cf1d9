// When a post is told to the subscribers: once, as it is published for the first time, unless its author says no.
import {createHash} from 'node:crypto';
import {inParallel} from './in-parallel.ts';
import {isPublished, type Post, type PublishedPost} from './posts.ts';
import {type FailedChange, type PostChange, renderPosts, type Site} from './rendering.ts';
import type {Slug} from './slugs.ts';

/** True as long as it is to be told, or told on. */
export const isToBeTold = (post: Post | undefined): post is PublishedPost => isPublished(post) && post.mail !== false;

/** A run of the new-post mails; of many of the same name one is started. */
export type PostMailRun = {readonly name: string; readonly slug: Slug};

/** Starts the run, also if it was started before. */
export type PostMailRuns = {start(run: PostMailRun): Promise<void>};

/**
 * The same for the same publication, and no other's: at most 80 of A–Z, a–z, 0–9, - and _, as Step Functions asks of a name.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const runName = ({slug, publishedAt}: Pick<PublishedPost, 'slug' | 'publishedAt'>): string => {
  const hash = createHash('sha256').update(`${slug}\n${publishedAt}`).digest('hex').slice(0, 16);
  return `${slug.slice(0, 43)}-${publishedAt.replaceAll(/[^0-9]/g, '')}-${hash}`;
};

/** The run that a change of a post asks for. */
export const runFor = ({before, after}: PostChange): PostMailRun | undefined =>
  isToBeTold(after) && before?.publishedAt === undefined ? {name: runName(after), slug: after.slug} : undefined;

const startsAtOnce = 4;

/**
 * Brings the site in line with the changes, and starts a run for each new post whose page is there: no mail comes before its page. A change that fails
 * does not keep the others. Doing it again does no harm.
 */
export const publishPosts = async <Change extends PostChange>(
  site: Site,
  runs: PostMailRuns,
  changes: readonly Change[],
  now: Date,
): Promise<readonly FailedChange<Change>[]> => {
  const unrendered = await renderPosts(site, changes, now);
  const rendered = changes.filter((change) => !unrendered.some((failed) => failed.change === change));
  const unstarted = await inParallel(rendered, startsAtOnce, async (change): Promise<FailedChange<Change>[]> => {
    const run = runFor(change);
    const failure =
      run &&
      (await runs.start(run).then(
        () => undefined,
        (error: unknown) => ({change, error}),
      ));
    return failure ? [failure] : [];
  });
  return [...unrendered, ...unstarted.flat()];
};
