// The frame of every page: head, header, footer. Pages work without a script and hold no inline style, as the site's policy demands.
import {html} from 'hono/html';
import {feedKey} from './site-files.ts';
import type {SiteSettings} from './site-settings.ts';
import {iconUrl, scriptUrl, stylesheetUrl} from './static-files.ts';
import {subscribeForm} from './subscribe-form.ts';

export type Html = ReturnType<typeof html>;

export type PageHead = {
  readonly title: string;
  readonly description?: string;
  /** From the site's root, such as `/posts/first/`. A page without one has no address of its own and is kept out of search engines. */
  readonly path?: string;
  /** Of a picture of at least 640 px, from the site's root. */
  readonly image?: {readonly url: string; readonly alt: string; readonly widthPx: number; readonly heightPx: number};
  readonly article?: {readonly publishedAt: string; readonly updatedAt: string; readonly tags: readonly string[]};
};

const socialTags = (site: SiteSettings, head: PageHead): Html => html`
<meta property="og:site_name" content="${site.title}">
<meta property="og:type" content="${head.article ? 'article' : 'website'}">
<meta property="og:title" content="${head.title}">
<meta property="og:url" content="${site.url}${head.path}">
${head.description && html`<meta property="og:description" content="${head.description}">`}
${
  head.image &&
  html`<meta property="og:image" content="${site.url}${head.image.url}">
<meta property="og:image:width" content="${head.image.widthPx}">
<meta property="og:image:height" content="${head.image.heightPx}">
<meta property="og:image:alt" content="${head.image.alt}">
<meta name="twitter:card" content="summary_large_image">`
}
${
  head.article &&
  html`<meta property="article:published_time" content="${head.article.publishedAt}">
<meta property="article:modified_time" content="${head.article.updatedAt}">
${head.article.tags.map((tag) => html`<meta property="article:tag" content="${tag}">`)}`
}`;

const addressTags = (site: SiteSettings, head: PageHead): Html =>
  head.path === undefined
    ? html`<meta name="robots" content="noindex">`
    : html`<link rel="canonical" href="${site.url}${head.path}">${socialTags(site, head)}`;

const frame = (site: SiteSettings, head: PageHead, main: Html, {hasForm}: {readonly hasForm: boolean}): string =>
  String(html`<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${head.title === site.title ? site.title : `${head.title} – ${site.title}`}</title>
${head.description && html`<meta name="description" content="${head.description}">`}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf9f4">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171614">
<link rel="stylesheet" href="${stylesheetUrl}">
${hasForm && html`<script type="module" src="${scriptUrl}"></script>`}
<link rel="icon" type="image/svg+xml" href="${iconUrl}">
<link rel="alternate" type="application/atom+xml" title="${site.title}" href="/${feedKey}">
${addressTags(site, head)}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site-header">
<a class="site-title" href="/">${site.title}</a>
<nav class="site-nav" aria-label="Site"><a href="/">Posts</a> <a href="/${feedKey}">Feed</a></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="site-footer">
${hasForm && subscribeForm(site)}
<p class="colophon">${site.title} by ${site.author}</p>
</footer>
</body>
</html>
`);

/** A whole page of the site, with the form to subscribe at its foot. */
export const layout = (site: SiteSettings, head: PageHead, main: Html): string =>
  frame(site, head, main, {hasForm: true});

export type Message = {
  readonly title: string;
  readonly text: string;
  /** A button that posts an empty form to `url`. */
  readonly button?: {readonly url: string; readonly label: string};
  /** Where to subscribe is the way on; otherwise the page asks one question at most. */
  readonly hasForm?: boolean;
};

/** A page that says one thing; no search engine keeps it. */
export const messagePage = (site: SiteSettings, {title, text, button, hasForm = false}: Message): string =>
  frame(
    site,
    {title},
    html`<article class="message">
<h1>${title}</h1>
<p>${text}</p>
${button && html`<form action="${button.url}" method="post"><button type="submit">${button.label}</button></form>`}
<p><a href="/">All posts</a></p>
</article>`,
    {hasForm},
  );
