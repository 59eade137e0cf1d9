import test from 'ava';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import {messagePage} from '../../src/domain/page-layout.ts';
import {indexPage, notFoundPage, postPage, tagPage} from '../../src/domain/pages.ts';
import {isPublished, type PublishedPost} from '../../src/domain/posts.ts';
import {tag} from '../../src/domain/slugs.ts';
import {settings, somePhoto, somePhotoId, somePost, tagsNamed} from '../helpers/memory-site.ts';

const photos = new Map([[somePhotoId, somePhoto()]]);
const hostile = `"'><script>alert(1)</script><b onclick="x" style="y">`;

const published = (differences: Parameters<typeof somePost>[1] = {}): PublishedPost => {
  const post = somePost('first', differences);
  if (!isPublished(post)) throw new Error('expected a published post');
  return post;
};
const showing = renderMarkdown(`Look:\n\n![A boat](photo:${somePhotoId})`);

const pages: Readonly<Record<string, string>> = {
  home: indexPage(settings, {posts: [published({cover: somePhotoId})], number: 1, count: 2}, photos),
  'second index': indexPage(settings, {posts: [published()], number: 2, count: 3}, photos),
  tag: tagPage(settings, tag.parse('light'), [published({cover: somePhotoId})], photos),
  post: postPage(settings, published({...showing, cover: somePhotoId, tags: tagsNamed('light')}), photos),
  'hostile post': postPage(settings, published({title: hostile, summary: hostile, cover: somePhotoId}), photos),
  'not found': notFoundPage(settings),
  message: messagePage(settings, {title: hostile, text: hostile, button: {url: '/api/x?token=y', label: 'Yes'}}),
};

const page = (name: keyof typeof pages): string => pages[name] ?? '';
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** The one script, a file of ours under a name that holds its hash. */
const ownScript = /<script type="module" src="\/assets\/subscribe\.[0-9a-f]{12}\.js"><\/script>/;

for (const name of Object.keys(pages)) {
  test(`the ${name} page has nothing that a strict content security policy forbids`, (t) => {
    const tagsOnly =
      page(name)
        .replace(ownScript, '')
        .match(/<[a-z](?:"[^"]*"|[^">])*>/g)
        ?.join('\n') ?? '';

    t.notRegex(tagsOnly.replaceAll(/"[^"]*"/g, '""'), /<script|<style|\sstyle=|\son[a-z]+=|javascript:/);
  });

  test(`the ${name} page says its language, can be skipped to its content, and leads to the feed`, (t) => {
    t.regex(page(name), /^<!doctype html>\n<html lang="en">/);
    t.regex(page(name), /<a class="skip" href="#main">/);
    t.is(count(page(name), /<main id="main"/g), 1);
    t.is(count(page(name), /<h1/g), 1);
    t.regex(page(name), /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/feed.xml">/);
  });

  test(`the ${name} page links to the stylesheet by a name that holds its hash`, (t) => {
    t.regex(page(name), /<link rel="stylesheet" href="\/assets\/styles\.[0-9a-f]{12}\.css">/);
  });
}

test('what an author or owner writes cannot become markup', (t) => {
  t.notRegex(page('hostile post').replace(ownScript, ''), /<script|<b /);
  t.notRegex(page('message'), /<script|<b /);
  t.regex(page('home'), /<title>Light &amp; &lt;Latitude&gt;<\/title>/);
});

test('pages with an address name it; a message and an error are kept out of search engines', (t) => {
  t.regex(page('home'), /<link rel="canonical" href="https:\/\/blog.example\/">/);
  t.regex(page('second index'), /<link rel="canonical" href="https:\/\/blog.example\/pages\/2\/">/);
  t.regex(page('post'), /<link rel="canonical" href="https:\/\/blog.example\/posts\/first\/">/);
  for (const name of ['message', 'not found']) {
    t.regex(page(name), /<meta name="robots" content="noindex">/);
    t.notRegex(page(name), /canonical/);
  }
});

test('a shared link of a post shows its title and the widest uncropped JPEG of its cover', (t) => {
  t.regex(page('post'), /<meta property="og:title" content="Title of first">/);
  t.regex(page('post'), /<meta property="og:type" content="article">/);
  t.regex(page('post'), /<meta property="og:image" content="https:\/\/blog.example\/photos\/\w+\/d-1280.jpg">/);
  t.regex(page('post'), /<meta property="og:image:height" content="960">/);
});

test('a shared link shows the whole picture even where the square crop is wider', (t) => {
  const jpeg = {format: 'jpeg', bytes: 9, heightPx: 320, versionId: '1'} as const;
  const narrow = somePhoto({
    thumbnails: [
      {...jpeg, widthPx: 320, key: 'photos/x/square-320.jpg', crop: 'square'},
      {...jpeg, widthPx: 300, key: 'photos/x/whole-300.jpg'},
    ],
  });

  t.regex(
    postPage(settings, published({cover: somePhotoId}), new Map([[somePhotoId, narrow]])),
    /og:image" content="https:\/\/blog.example\/photos\/x\/whole-300.jpg"/,
  );
});

test('every picture has its size, so that nothing moves when it arrives', (t) => {
  for (const name of ['home', 'tag', 'post', 'hostile post']) {
    t.is(count(page(name), /<img /g), 1, name);
    t.is(count(page(name), /<img [^>]*width="\d+" height="\d+"/g), 1, name);
  }
});

test('a cover that the text shows anyway is not shown twice', (t) => {
  t.notRegex(page('post'), /class="cover"/);
  t.regex(page('hostile post'), /<figure class="cover"><picture>/);
});

test('a cover that is not ready takes no room', (t) => {
  const waiting = new Map([[somePhotoId, somePhoto({status: 'processing', thumbnails: []})]]);
  const post = published({cover: somePhotoId});

  t.notRegex(postPage(settings, post, waiting), /class="cover"|photo-absent/);
  t.notRegex(indexPage(settings, {posts: [post], number: 1, count: 1}, waiting), /teaser-cover|photo-absent/);
});

test('a post says the day it was published, and the day of its last change when that is another', (t) => {
  const sameDay = published({updatedAt: '2026-03-01T23:59:59.999Z'});
  const nextDay = published({updatedAt: '2026-03-02T00:00:00.000Z'});

  t.regex(postPage(settings, sameDay, photos), /<time datetime="2026-03-01T09:30:00.000Z">March 1, 2026<\/time>/);
  t.notRegex(postPage(settings, sameDay, photos), /updated </);
  t.regex(postPage(settings, nextDay, photos), /updated <time datetime="2026-03-02T00:00:00.000Z">March 2, 2026/);
});

test("dates follow the site's language", (t) => {
  t.regex(postPage({...settings, language: 'de'}, published(), photos), /<html lang="de">[\s\S]*>1\. März 2026</);
});

test('index pages lead to their neighbours, the second back to the home page', (t) => {
  t.regex(page('home'), /<a rel="next" href="\/pages\/2\/">/);
  t.notRegex(page('home'), /rel="prev"/);
  t.regex(page('second index'), /<a rel="prev" href="\/">[\s\S]*<a rel="next" href="\/pages\/3\/">/);
});

test('a blog without posts says so', (t) => {
  t.regex(indexPage(settings, {posts: [], number: 1, count: 1}, photos), /Nothing is published yet/);
});

test('the form to subscribe works without a script and says what one gets', (t) => {
  for (const name of ['home', 'post', 'tag', 'not found']) {
    t.regex(page(name), /<form action="\/api\/subscribers" method="post">/, name);
    t.regex(page(name), /<input type="email" name="email" [^>]*required>/, name);
    t.regex(page(name), /confirm that the address is yours/, name);
  }
});

test('a message offers one button and asks for no address', (t) => {
  t.regex(
    page('message'),
    /<form action="\/api\/x\?token=y" method="post"><button type="submit">Yes<\/button><\/form>/,
  );
  t.notRegex(page('message'), /type="email"/);
});

test('the form to subscribe tells of a mail to confirm only where one comes', (t) => {
  const home = (confirmation: 'required' | 'none') =>
    indexPage({...settings, confirmation}, {posts: [published()], number: 1, count: 1}, photos);

  t.regex(home('required'), /First comes one mail to confirm/);
  t.regex(home('none'), /First comes a welcome\./);
  t.notRegex(home('none'), /confirm/);
});
