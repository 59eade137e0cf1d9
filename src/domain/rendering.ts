// Which pages a change touches. A post's own page is rendered per post; pages that posts share, once for all changes together.
import {inParallel} from './in-parallel.ts';
import {fixedFiles, type PageSources, readPostPage, readSharedPages} from './page-files.ts';
import {isPublished, type Post, type PublishedPost} from './posts.ts';
import {
  type EdgeCache,
  everything,
  listApiPaths,
  type Purge,
  type PurgeJournal,
  postApiPath,
  purgePathsOf,
  startPurge,
} from './purges.ts';
import {type SiteBucket, settle, type Wanted} from './settling.ts';
import {feedKey, indexPageKey, keyFolders, nameInKey, postKey, sitemapKey, tagKey} from './site-files.ts';
import type {PhotoId, Slug, Tag} from './slugs.ts';

/** The site as it is published: where its pages come from, where they lie, and the cache in front of them. */
export type Site = PageSources & {
  readonly bucket: SiteBucket;
  readonly journal: PurgeJournal;
  readonly edge: EdgeCache;
};

export type PostChange = {readonly before?: Post; readonly after?: Post};

const postsAtOnce = 8;

const settleNoted = (site: Site, purge: Purge, keys: readonly string[], wanted: () => Promise<Wanted>): Promise<void> =>
  settle(site.bucket, (changing) => purge.note(changing.flatMap(purgePathsOf)), keys, wanted);

const renderPost = (site: Site, purge: Purge, slug: Slug): Promise<void> =>
  settleNoted(site, purge, [postKey(slug)], () => readPostPage(site, slug));

const renderShared = async (site: Site, purge: Purge, tags: readonly Tag[]): Promise<void> => {
  const indexPages = await site.bucket.keysIn(keyFolders.indexPages);
  const keys = [indexPageKey(1), ...indexPages, ...tags.map(tagKey), feedKey, sitemapKey];
  await settleNoted(site, purge, keys, () => readSharedPages(site, tags));
};

/** A change that readers can see: one of its sides was or is published. */
type Visible<Change> = {readonly change: Change; readonly slug: Slug; readonly sides: readonly PublishedPost[]};

const visible = <Change extends PostChange>(change: Change): readonly Visible<Change>[] => {
  const sides = [change.before, change.after].filter(isPublished);
  return sides[0] ? [{change, slug: sides[0].slug, sides}] : [];
};

/** What lists show of a post, as text that can be compared. */
const listed = ({title, summary, tags, publishedAt, cover}: PublishedPost): string =>
  JSON.stringify([title, summary, tags, publishedAt, cover]);

const apiPathsOf = (seen: readonly Visible<unknown>[]): readonly string[] => {
  const listsChanged = seen.some(({sides}) => new Set(sides.map(listed)).size !== 1 || sides.length === 1);
  return [...seen.map(({slug}) => postApiPath(slug)), ...(listsChanged ? listApiPaths : [])];
};

const tagsOf = (posts: readonly Pick<Post, 'tags'>[]): readonly Tag[] => [...new Set(posts.flatMap(({tags}) => tags))];

export type FailedChange<Change> = {readonly change: Change; readonly error: unknown};

/**
 * Brings the site in line with the changes of some posts and purges what became old. A post whose page fails does not keep the
 * others; if the pages they share fail, this throws. Doing it again does no harm.
 */
export const renderPosts = async <Change extends PostChange>(
  site: Site,
  changes: readonly Change[],
  now: Date,
): Promise<readonly FailedChange<Change>[]> => {
  const seen = changes.flatMap(visible);
  const purge = startPurge(site);
  const errors = new Map<Slug, unknown>();
  await inParallel([...new Set(seen.map(({slug}) => slug))], postsAtOnce, (slug) =>
    renderPost(site, purge, slug).catch((error: unknown) => {
      errors.set(slug, error);
    }),
  );
  const rendered = seen.filter(({slug}) => !errors.has(slug));
  if (rendered.length > 0) {
    await renderShared(site, purge, tagsOf(rendered.flatMap(({sides}) => sides)));
    await purge.finish(apiPathsOf(rendered), now);
  }
  return seen.flatMap(({change, slug}) => (errors.has(slug) ? [{change, error: errors.get(slug)}] : []));
};

/** Brings the posts that show a photo in line with its record, and the pages they share. `photoPaths` are to be forgotten of the photo itself. */
export const renderPhotoPages = async (
  site: Site,
  photo: PhotoId,
  photoPaths: readonly string[],
  now: Date,
): Promise<void> => {
  const slugs = await site.posts.slugsShowing(photo);
  const purge = startPurge(site);
  await inParallel(slugs, postsAtOnce, (slug) => renderPost(site, purge, slug));
  if (slugs.length > 0) {
    const listings = (await site.posts.everyPublished()).filter(({cover}) => cover === photo);
    await renderShared(site, purge, tagsOf(listings));
  }
  if (slugs.length + photoPaths.length > 0) await purge.finish([...slugs.map(postApiPath), ...photoPaths], now);
};

const namesIn = async (site: Site, folder: string): Promise<readonly string[]> =>
  (await site.bucket.keysIn(folder)).flatMap((key) => nameInKey(folder, key) ?? []);

/** Renders the whole site, removes pages of what is no longer published, and empties the edge. Older static files stay: cached pages link to them. */
export const renderEverything = async (site: Site, now: Date): Promise<void> => {
  const purge = startPurge(site);
  await purge.note([everything]);
  const fixed = fixedFiles(site.settings);
  await settle(
    site.bucket,
    async () => {},
    [...fixed.keys()],
    async () => fixed,
  );
  const stored = {posts: await namesIn(site, keyFolders.posts), tags: await namesIn(site, keyFolders.tags)};
  const listings = await site.posts.everyPublished();
  const slugs = new Set([...(stored.posts as Slug[]), ...listings.map(({slug}) => slug)]);
  await inParallel([...slugs], postsAtOnce, (slug) => renderPost(site, purge, slug));
  await renderShared(site, purge, [...new Set([...(stored.tags as Tag[]), ...tagsOf(listings)])]);
  await purge.finish([], now);
};
