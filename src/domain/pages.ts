import {html, raw} from 'hono/html';
import {type Html, layout} from './page-layout.ts';
import {fillPhotos} from './photo-slots.ts';
import type {Photo} from './photos.ts';
import {pictureHtml} from './pictures.ts';
import type {Listing, PublishedPost} from './posts.ts';
import {indexPageKey, pathOf, postKey, tagKey} from './site-files.ts';
import type {SiteSettings} from './site-settings.ts';
import type {PhotoId, Tag} from './slugs.ts';

export type Photos = ReadonlyMap<PhotoId, Photo>;

/** How wide a picture is shown, for `sizes`; the widths are those of styles.css. */
const shownAs = {
  figure: '(min-width: 62rem) 58rem, calc(100vw - 2.5rem)',
  lead: '(min-width: 62rem) 58rem, calc(100vw - 2.5rem)',
  teaser: '(min-width: 45rem) 17rem, calc(100vw - 2.5rem)',
} as const;

export const postPath = (slug: Listing['slug']): string => pathOf(postKey(slug));

const dateLine = (site: SiteSettings, at: string): Html => {
  const text = new Intl.DateTimeFormat(site.language, {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(at));
  return html`<time datetime="${at}">${text}</time>`;
};

const tagLinks = (tags: readonly Tag[]): Html | undefined =>
  tags.length === 0
    ? undefined
    : html`<ul class="tags" aria-label="Tags">${tags.map((tag) => html`<li><a href="${pathOf(tagKey(tag))}">${tag}</a></li>`)}</ul>`;

/** The link of the picture repeats that of the title, so it is kept from the keyboard and from being read out. */
const teaserCover = (post: Listing, photos: Photos, isLead: boolean): Html | undefined => {
  const photo = post.cover && photos.get(post.cover);
  if (photo?.status !== 'ready') return undefined;
  const picture = pictureHtml(photo, '', {sizes: isLead ? shownAs.lead : shownAs.teaser, eager: isLead});
  return html`<a class="teaser-cover" href="${postPath(post.slug)}" tabindex="-1" aria-hidden="true">${raw(picture)}</a>`;
};

const teaser = (site: SiteSettings, post: Listing, photos: Photos, isLead: boolean): Html => html`
<article class="${isLead ? 'teaser lead' : 'teaser'}">
${teaserCover(post, photos, isLead)}
<div class="teaser-text">
<h2><a href="${postPath(post.slug)}">${post.title}</a></h2>
<p class="summary">${post.summary}</p>
<div class="meta">${dateLine(site, post.publishedAt)}${tagLinks(post.tags)}</div>
</div>
</article>`;

export type IndexPage = {readonly posts: readonly Listing[]; readonly number: number; readonly count: number};

const pageLinks = ({number, count}: IndexPage): Html | undefined => {
  if (count === 1) return undefined;
  const link = (to: number, rel: string, label: string): Html | undefined =>
    to < 1 || to > count ? undefined : html`<a rel="${rel}" href="${pathOf(indexPageKey(to))}">${label}</a>`;
  return html`<nav class="page-links" aria-label="Pages">
${link(number - 1, 'prev', 'Newer posts')} <span>Page ${number} of ${count}</span> ${link(number + 1, 'next', 'Older posts')}
</nav>`;
};

/** One page of the list of all posts; the first is the home page. */
export const indexPage = (site: SiteSettings, page: IndexPage, photos: Photos): string => {
  const isHome = page.number === 1;
  return layout(
    site,
    {
      title: isHome ? site.title : `Page ${page.number}`,
      description: site.description,
      path: pathOf(indexPageKey(page.number)),
    },
    html`<h1 class="${isHome ? 'tagline' : 'list-title'}">${isHome ? site.description || 'Posts' : `Page ${page.number}`}</h1>
${page.posts.length === 0 && html`<p>Nothing is published yet. The first post will stand here.</p>`}
${page.posts.map((post, index) => teaser(site, post, photos, isHome && index === 0))}
${pageLinks(page)}`,
  );
};

export const tagPage = (site: SiteSettings, tag: Tag, posts: readonly Listing[], photos: Photos): string =>
  layout(
    site,
    {title: `Posts tagged ${tag}`, path: pathOf(tagKey(tag))},
    html`<h1 class="list-title"><span class="kicker">Posts tagged</span> ${tag}</h1>
${posts.map((post) => teaser(site, post, photos, false))}
<p class="onward"><a href="/">All posts</a></p>`,
  );

/** The text with its photos, and whether one of them is the cover. */
const filledText = (post: PublishedPost, photos: Photos) => {
  const shown = new Set<PhotoId>();
  const text = fillPhotos(post.html, (id, alt) => {
    const picture = pictureHtml(photos.get(id), alt, {sizes: shownAs.figure, eager: shown.size === 0});
    shown.add(id);
    return picture;
  });
  return {text, showsCover: post.cover !== undefined && shown.has(post.cover)};
};

/** What a shared link is illustrated with: the widest JPEG of the cover, or else of the first photo. */
const sharedImage = (post: PublishedPost, photos: Photos) => {
  const id = post.cover ?? post.photos[0];
  const photo = id && photos.get(id);
  const jpegs = photo?.thumbnails.filter(({format, crop}) => format === 'jpeg' && !crop) ?? [];
  const widest = jpegs.toSorted((a, b) => b.widthPx - a.widthPx)[0];
  return photo && widest && {url: `/${widest.key}`, alt: photo.alt, widthPx: widest.widthPx, heightPx: widest.heightPx};
};

/** The day counts, not the minute: a typo mended at once is no news. */
const wasUpdated = ({publishedAt, updatedAt}: PublishedPost): boolean =>
  updatedAt.slice(0, 10) > publishedAt.slice(0, 10);

export const postPage = (site: SiteSettings, post: PublishedPost, photos: Photos): string => {
  const {text, showsCover} = filledText(post, photos);
  const cover = post.cover && photos.get(post.cover);
  const image = sharedImage(post, photos);
  return layout(
    site,
    {
      title: post.title,
      description: post.summary,
      path: postPath(post.slug),
      article: post,
      ...(image && {image}),
    },
    html`<article class="post">
<header class="post-header">
<h1>${post.title}</h1>
<p class="meta">${dateLine(site, post.publishedAt)}${wasUpdated(post) && html`<span>updated ${dateLine(site, post.updatedAt)}</span>`}</p>
</header>
${
  cover?.status === 'ready' &&
  !showsCover &&
  html`<figure class="cover">${raw(pictureHtml(cover, cover.alt, {sizes: shownAs.figure, eager: true}))}</figure>`
}
<div class="prose">
${raw(text)}
</div>
<footer class="post-footer">
${tagLinks(post.tags)}
<p class="onward"><a href="/">All posts</a></p>
</footer>
</article>`,
  );
};

export const notFoundPage = (site: SiteSettings): string =>
  layout(
    site,
    {title: 'Page not found'},
    html`<article class="message">
<h1>There is nothing here</h1>
<p>The address may be mistyped, or the post has been taken down.</p>
<p><a href="/">See all posts</a></p>
</article>`,
  );
