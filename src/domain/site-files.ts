// What lies in the site bucket: the name and headers of every file, and where a reader meets it.
import {createHash} from 'node:crypto';
import type {Slug, Tag} from './slugs.ts';

export type SiteFile = {
  /** Without a leading slash, as in the bucket. */
  readonly key: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly text: string;
};

/** SHA-256 in base64, as S3 keeps it beside an object. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** For names that hold a hash of what they name. */
export const immutable = 'public, max-age=31536000, immutable';

/** Browsers ask each time; the edge keeps it until it is purged, and may serve it while the origin is slow or broken. */
const untilPurged = 'public, max-age=0, s-maxage=31536000, stale-while-revalidate=86400, stale-if-error=604800';

const fileOf =
  (contentType: string) =>
  (key: string, text: string): SiteFile => ({
    key,
    contentType,
    cacheControl: untilPurged,
    text,
  });

export const pageFile = fileOf('text/html; charset=utf-8');
export const feedFile = fileOf('application/atom+xml; charset=utf-8');
export const xmlFile = fileOf('application/xml');
export const textFile = fileOf('text/plain; charset=utf-8');

export const keyFolders = {posts: 'posts/', tags: 'tags/', indexPages: 'pages/'} as const;

export const postKey = (slug: Slug): string => `${keyFolders.posts}${slug}/index.html`;
export const tagKey = (tag: Tag): string => `${keyFolders.tags}${tag}/index.html`;

/** `number` counts from 1; the first index page is the home page. */
export const indexPageKey = (number: number): string =>
  number === 1 ? 'index.html' : `${keyFolders.indexPages}${number}/index.html`;

export const feedKey = 'feed.xml';
export const sitemapKey = 'sitemap.xml';
export const robotsKey = 'robots.txt';
export const notFoundKey = '404.html';

/** The reader's address of a file, from the site's root: a folder stands for its index.html. */
export const pathOf = (key: string): string => `/${key.replace(/(^|\/)index\.html$/, '$1')}`;

/** The word of an address between a folder and `/index.html`: a slug, a tag or a number. */
export const nameInKey = (folder: string, key: string): string | undefined => {
  const [name, ...rest] = key.startsWith(folder) ? key.slice(folder.length).split('/') : [];
  return name && rest.join('/') === 'index.html' ? name : undefined;
};
