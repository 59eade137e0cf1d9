import {Feed} from 'feed';
import {html} from 'hono/html';
import {type Photos, postPath} from './pages.ts';
import {fillPhotos} from './photo-slots.ts';
import {pictureHtml} from './pictures.ts';
import type {PublishedPost} from './posts.ts';
import {feedKey, pathOf, tagKey} from './site-files.ts';
import type {SiteSettings} from './site-settings.ts';
import {iconUrl} from './static-files.ts';

export const maxPostsInFeed = 20;

/** Tags as our serialiser writes them: `<` never stands for itself elsewhere, and values are quoted. */
const tags = /<[a-z][a-z0-9-]*(?:"[^"]*"|[^">])*>/g;
const rootedUrl = /(\s(?:href|src)="|\ssrcset="|(?<=\ssrcset="[^"]*),\s*)\/(?!\/)/g;

/** A feed is read elsewhere, where an address from the site's root leads nowhere. */
export const withAbsoluteUrls = (text: string, siteUrl: string): string =>
  text.replace(tags, (tag) => tag.replace(rootedUrl, `$1${siteUrl}/`));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot hold
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** The library splits only the first end of a CDATA section, and hands other characters on as they are. */
const forCdata = (text: string): string => text.replace(notXml, '').replaceAll(']]>', ']]&gt;');

const asHtml = (text: string): string => forCdata(String(html`${text}`));

const contentOf = (site: SiteSettings, post: PublishedPost, photos: Photos): string => {
  const shown = new Set<string>();
  const picture = (id: PublishedPost['photos'][number], alt: string): string => {
    shown.add(id);
    return pictureHtml(photos.get(id), alt);
  };
  const text = fillPhotos(post.html, picture);
  const cover = post.cover && !shown.has(post.cover) ? photos.get(post.cover) : undefined;
  const lead = cover?.status === 'ready' ? pictureHtml(cover, cover.alt) : '';
  return forCdata(withAbsoluteUrls(lead + text, site.url));
};

/** Atom, with the whole text of `posts`, which are the newest. */
export const feed = (site: SiteSettings, posts: readonly PublishedPost[], photos: Photos): string => {
  const latest = posts
    .map(({updatedAt}) => updatedAt)
    .sort()
    .at(-1);
  const atom = new Feed({
    id: `${site.url}/`,
    title: site.title,
    description: site.description,
    link: `${site.url}/`,
    feed: `${site.url}/${feedKey}`,
    favicon: `${site.url}${iconUrl}`,
    author: {name: site.author},
    generator: false,
    updated: new Date(latest ?? 0),
  });
  for (const post of posts)
    atom.addItem({
      title: asHtml(post.title),
      link: `${site.url}${postPath(post.slug)}`,
      published: new Date(post.publishedAt),
      date: new Date(post.updatedAt),
      description: asHtml(post.summary),
      content: contentOf(site, post, photos),
      category: post.tags.map((tag) => ({name: tag, term: tag, scheme: `${site.url}${pathOf(tagKey(tag))}`})),
    });
  return atom.atom1();
};
