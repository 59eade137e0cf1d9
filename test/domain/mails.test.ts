import {readFileSync} from 'node:fs';
import test from 'ava';
import {linkKey, readLink} from '../../src/domain/links.ts';
import {type MailKind, type Matter, mailFor} from '../../src/domain/mails.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {after, aSubscriber, ada as email, start} from './a-subscriber.ts';

const key = linkKey('a secret');
const now = start;
const aDayLater = after(24 * 3600);
const site: SiteSettings = {
  title: 'Light & <Latitude>',
  description: '',
  language: 'en',
  author: 'Robin Vale',
  url: 'https://blog.example',
  confirmation: 'required',
};
const subscriber = aSubscriber(['asked', 'confirmed'], {name: 'Ada <b>'});
const joined = aSubscriber(['joined'], {name: 'Ada <b>'});
const matters: Record<MailKind, Matter> = {
  confirmation: {kind: 'confirmation'},
  welcome: {kind: 'welcome'},
  'new-post': {
    kind: 'new-post',
    news: {
      title: 'Boats & <b>',
      summary: 'They float.',
      url: 'https://blog.example/posts/boats/',
      cover: {url: 'https://blog.example/photos/boats.jpg', widthPx: 1280, heightPx: 960, alt: 'Two "boats" & <b>'},
    },
  },
};
const kinds = Object.keys(matters) as MailKind[];
const mailOf = (kind: MailKind, who = subscriber, at = now) =>
  mailFor(matters[kind], {subscriber: who, site, key, now: at});
const tokenIn = (text: string): string => /token=([\w.-]+)/.exec(text)?.[1] ?? '';

test('the confirmation mail carries a link that confirms its reader for seven days after it was sent', (t) => {
  const token = tokenIn(mailOf('confirmation', subscriber, aDayLater).text);

  t.deepEqual(readLink([key], 'confirm', token, new Date('2026-03-09T09:29:59.999Z')), {id: subscriber.id});
  t.deepEqual(readLink([key], 'confirm', token, new Date('2026-03-09T09:30:00.000Z')), {refused: 'expired'});
});

test('the confirmation mail repeats nothing that a stranger could have typed, and cannot be unsubscribed from', (t) => {
  const {name: _, ...nameless} = subscriber;

  t.deepEqual(mailOf('confirmation'), mailOf('confirmation', nameless));
  t.is(mailOf('confirmation').list, undefined);
});

test('the welcome mail carries a link that unsubscribes its reader whenever they like, by one click too', (t) => {
  const mail = mailOf('welcome');

  t.deepEqual(readLink([key], 'unsubscribe', tokenIn(mail.text), new Date('2126-01-01')), {id: subscriber.id});
  t.true(mail.text.includes(`${mail.list?.oneClickUrl}\n`));
});

test('the welcome mail greets by name whoever gave one', (t) => {
  const {name: _, ...nameless} = subscriber;

  t.true(mailOf('welcome').text.startsWith('Dear Ada <b>,\n'));
  t.true(mailOf('welcome', nameless).text.startsWith('Hello,\n'));
});

test('the welcome mail to whom nobody asked for a click repeats nothing that a stranger could have typed', (t) => {
  const {name: _, ...nameless} = joined;

  t.deepEqual(mailOf('welcome', joined), mailOf('welcome', nameless));
  t.regex(mailOf('welcome', joined).text, /someone, hopefully you, subscribed/);
});

for (const kind of kinds) {
  test(`the ${kind} mail comes from the author and goes to the subscriber`, (t) => {
    const mail = mailOf(kind);

    t.is(mail.fromName, 'Robin Vale | Light & <Latitude>');
    t.is(mail.to, email);
    t.true(mail.subject.includes(kind === 'new-post' ? 'Boats & <b>' : site.title));
  });

  test(`the ${kind} mail says the same in text and HTML, with the same links`, (t) => {
    const mail = mailOf(kind);
    const linksIn = (text: string, pattern: RegExp) =>
      [...new Set([...text.matchAll(pattern)].map(([, url]) => url))].sort();
    const words = mail.html
      .replace(/^.*<body/s, '<body')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ');

    t.deepEqual(linksIn(mail.text, /(https:\S+)/g), linksIn(mail.html, /href="([^"]+)"/g));
    for (const line of mail.text.split('\n').filter((text) => text !== '---'))
      for (const saying of line.split(/:? https:\S+/)) t.true(words.includes(saying.trim()), saying);
  });

  test(`the ${kind} mail reads as somebody has reviewed it`, (t) => {
    const reviewed = readFileSync(new URL(`mails/${kind}.txt`, import.meta.url), 'utf8');

    t.is(mailOf(kind).text, reviewed, `if it is to read so, it belongs into test/domain/mails/${kind}.txt`);
  });

  test(`the ${kind} mail is in the language and the colours of the site`, (t) => {
    const {html} = mailFor(matters[kind], {subscriber, site: {...site, language: 'de-CH'}, key, now});
    const styles = readFileSync(new URL('../../src/site/styles.css', import.meta.url), 'utf8');
    const colours = html.match(/#[0-9a-f]{6}\b/g) ?? [];

    t.regex(html, /<html[^>]* lang="de-CH"/);
    t.true(colours.length > 10);
    t.deepEqual(
      colours.filter((colour) => !styles.includes(colour)),
      [],
    );
  });

  test(`the ${kind} mail loads nothing but a picture that it can do without`, (t) => {
    const {html} = mailOf(kind);

    t.deepEqual(html.match(/<(?:script|link|iframe|object|form)\b|url\(|@import/g), null);
    t.is(html.match(/<img /g)?.length ?? 0, kind === 'new-post' ? 1 : 0);
  });

  test(`the ${kind} mail escapes in HTML what others wrote`, (t) => {
    const {html} = mailOf(kind);

    t.true(html.includes('Light &amp; &lt;Latitude&gt;'));
    t.false(/<b>|<Latitude>/.test(html));
  });

  test(`the ${kind} mail names no address in its words and links`, (t) => {
    const {text, html, list} = mailOf(kind);

    t.false(`${text}${html}${JSON.stringify(list)}`.includes('ada@'));
  });
}

test('an author who is the site is named once', (t) => {
  const mail = mailFor({kind: 'welcome'}, {subscriber, site: {...site, author: site.title}, key, now});

  t.is(mail.fromName, site.title);
});

test('all mails but the confirmation belong to one list, named after the site’s host and title', (t) => {
  const lists = kinds.map((kind) => mailOf(kind).list);

  t.deepEqual(
    lists.map((list) => list && [list.id, list.title]),
    [undefined, ['subscribers.blog.example', site.title], ['subscribers.blog.example', site.title]],
  );
});

test('the cover has its words, its size in the mail’s column, and leads to the post', (t) => {
  const {html, text} = mailOf('new-post');
  const [img = ''] = /<img [^>]+>/.exec(html) ?? [];

  t.true(img.includes('alt="Two &quot;boats&quot; &amp; &lt;b&gt;"'));
  t.regex(img, /width="560"/);
  t.regex(img, /height="420"/);
  t.regex(html, /<a [^>]*href="https:\/\/blog\.example\/posts\/boats\/"[^>]*><img /);
  t.false(text.includes('boats.jpg'));
});

test('an inbox shows first what a post is about, cut between characters', (t) => {
  const summary = `a${'🚣'.repeat(200)}`;
  const news = {title: 'Boats', summary, url: 'https://blog.example/posts/boats/'};
  const {html} = mailFor({kind: 'new-post', news}, {subscriber, site, key, now});
  const shown = html.replace(/^.*<body/s, '<body').replaceAll(/<[^>]+>/g, '');

  t.true(shown.startsWith(`a${'🚣'.repeat(74)}`));
  t.true(html.isWellFormed());
});
