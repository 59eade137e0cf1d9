// From the tables to the files of the site.
import {feed, maxPostsInFeed} from './feed.ts';
import {inParallel} from './in-parallel.ts';
import {indexPage, notFoundPage, type Photos, postPage, tagPage} from './pages.ts';
import type {PhotoTable} from './photos.ts';
import {isPublished, type Listing, type Post, type PostTable, type PublishedPost} from './posts.ts';
import type {Wanted} from './settling.ts';
import * as files from './site-files.ts';
import type {SiteSettings} from './site-settings.ts';
import {robots, sitemap} from './sitemap.ts';
import type {PhotoId, Slug, Tag} from './slugs.ts';
import {staticFiles} from './static-files.ts';

/** What pages are made from. The photos must be read consistently, as the posts are: a page is rendered once for every change. */
export type PageSources = {
  readonly posts: PostTable;
  readonly photos: Pick<PhotoTable, 'readMany'>;
  readonly settings: SiteSettings;
};

const postsOnIndexPage = 10;

const wanted = (list: readonly files.SiteFile[]): Wanted => new Map(list.map((file) => [file.key, file]));

const photosOf = (post: Post): readonly PhotoId[] => [...post.photos, ...(post.cover ? [post.cover] : [])];

const readPhotos = ({photos}: PageSources, ids: readonly PhotoId[]): Promise<Photos> =>
  photos.readMany([...new Set(ids)]);

export const readPostPage = async (sources: PageSources, slug: Slug): Promise<Wanted> => {
  const post = await sources.posts.read(slug, {consistent: true});
  if (!isPublished(post)) return wanted([]);
  const photos = await readPhotos(sources, photosOf(post));
  return wanted([files.pageFile(files.postKey(slug), postPage(sources.settings, post, photos))]);
};

/** As many pages as the posts need, and one where there are none. */
const indexPages = (posts: readonly Listing[]): readonly (readonly Listing[])[] =>
  Array.from({length: Math.max(1, Math.ceil(posts.length / postsOnIndexPage))}, (_, index) =>
    posts.slice(index * postsOnIndexPage, (index + 1) * postsOnIndexPage),
  );

const readFeedPosts = async ({posts}: PageSources, listings: readonly Listing[]): Promise<readonly PublishedPost[]> => {
  const newest = listings.slice(0, maxPostsInFeed);
  const read = await inParallel(newest, 10, ({slug}) => posts.read(slug, {consistent: true}));
  return read.filter(isPublished);
};

/** Home and its further pages, the pages of `tags` that a post still has, feed and sitemap. */
export const readSharedPages = async (sources: PageSources, tags: readonly Tag[]): Promise<Wanted> => {
  const {settings} = sources;
  const listings = await sources.posts.everyPublished();
  const feedPosts = await readFeedPosts(sources, listings);
  const covers = listings.flatMap(({cover}) => cover ?? []);
  const photos = await readPhotos(sources, [...covers, ...feedPosts.flatMap(photosOf)]);
  const pages = indexPages(listings);
  const tagged = tags
    .map((tag) => ({tag, posts: listings.filter((post) => post.tags.includes(tag))}))
    .filter(({posts}) => posts.length > 0);
  return wanted([
    ...pages.map((posts, index) => {
      const page = {posts, number: index + 1, count: pages.length};
      return files.pageFile(files.indexPageKey(page.number), indexPage(settings, page, photos));
    }),
    ...tagged.map(({tag, posts}) => files.pageFile(files.tagKey(tag), tagPage(settings, tag, posts, photos))),
    files.feedFile(files.feedKey, feed(settings, feedPosts, photos)),
    files.xmlFile(files.sitemapKey, sitemap(settings, listings)),
  ]);
};

/** What depends on no post. */
export const fixedFiles = (settings: SiteSettings): Wanted =>
  wanted([
    ...staticFiles,
    files.pageFile(files.notFoundKey, notFoundPage(settings)),
    files.textFile(files.robotsKey, robots(settings)),
  ]);
