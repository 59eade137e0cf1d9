import {html} from 'hono/html';
import type {Listing} from './posts.ts';
import {indexPageKey, pathOf, postKey, sitemapKey, tagKey} from './site-files.ts';
import type {SiteSettings} from './site-settings.ts';

/** Every page a search engine may want; posts first. @see https://www.sitemaps.org/protocol.html */
export const sitemap = (site: SiteSettings, posts: readonly Listing[]): string => {
  const tags = [...new Set(posts.flatMap((post) => post.tags))].sort();
  const keys = [indexPageKey(1), ...posts.map(({slug}) => postKey(slug)), ...tags.map(tagKey)];
  return String(html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${keys.map((key) => html`<url><loc>${site.url}${pathOf(key)}</loc></url>\n`)}</urlset>
`);
};

export const robots = (site: SiteSettings): string => `User-agent: *
Disallow: /api/

Sitemap: ${site.url}/${sitemapKey}
`;
