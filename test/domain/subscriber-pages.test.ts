import test from 'ava';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {
  askedPage,
  confirmedPage,
  confirmPage,
  mistypedPage,
  refusedLinkPage,
  unsubscribedPage,
  unsubscribePage,
} from '../../src/domain/subscriber-pages.ts';

const site: SiteSettings = {
  ...{title: 'Light & Latitude', description: '', language: 'en', author: 'Robin Vale', url: ''},
  confirmation: 'required',
};
const unconfirmed: SiteSettings = {...site, confirmation: 'none'};

const asks = test.macro({
  exec: (t, pageFor: typeof confirmPage, path: string) => {
    const html = pageFor(site, 'a.b-c_d');

    t.true(html.includes(`<form action="${path}?token=a.b-c_d" method="post">`));
    t.regex(html, /<button type="submit">/);
  },
  title: (_, __: typeof confirmPage, path: string) => `the page of ${path} posts its own address by a button`,
});

test(asks, confirmPage, '/api/subscribers/confirm');
test(asks, unsubscribePage, '/api/subscribers/unsubscribe');

test('a token that is no token adds nothing to a page', (t) => {
  const html = confirmPage(site, '"><script>alert(1)</script>&token=x');

  t.false(html.includes('<script'));
  t.true(html.includes('?token=%22%3E%3Cscript'));
});

const tells = test.macro({
  exec: (t, html: string, words: RegExp) => {
    t.regex(html, words);
    t.false(html.includes('<button'));
  },
  title: (_, __: string, words: RegExp) => `a page tells: ${words.source}`,
});

test(tells, askedPage(site), /Look into your inbox.*a link to confirm/s);
test(tells, askedPage(unconfirmed), /Look into your inbox.*a mail to welcome it/s);
test(tells, mistypedPage(site), /Please check what you typed/);
test(tells, confirmedPage(site), /You are subscribed/);
test(tells, unsubscribedPage(site), /You are unsubscribed/);
test(tells, refusedLinkPage(site, 'expired'), /had its time.*good for 7 days.*a fresh one comes by mail/s);
test(tells, refusedLinkPage(unconfirmed, 'expired'), /had its time.*no link is needed any more/s);
test(tells, refusedLinkPage(site, 'invalid'), /does not work/);
