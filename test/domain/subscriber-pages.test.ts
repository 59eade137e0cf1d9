import test from 'ava';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {
  askedPage,
  confirmedPage,
  confirmPage,
  mistypedPage,
  refusedLinkPage,
  returnedPage,
  returnPage,
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
  title: (_, {name}: typeof confirmPage, path: string) => `the ${name} posts its token to ${path} by a button`,
});

test(asks, confirmPage, '/api/subscribers/confirm');
test(asks, unsubscribePage, '/api/subscribers/unsubscribe');
test(asks, unsubscribedPage, '/api/subscribers/return');
test(asks, returnPage, '/api/subscribers/return');

test('a token that is no token adds nothing to a page', (t) => {
  const html = confirmPage(site, '"><script>alert(1)</script>&token=x');

  t.false(html.includes('<script'));
  t.true(html.includes('?token=%22%3E%3Cscript'));
});

const tells = test.macro({
  exec: (t, html: string, words: RegExp) => {
    t.regex(html, words);
    t.false(html.includes('<form'));
  },
  title: (_, __: string, words: RegExp) => `a page tells: ${words.source}`,
});

test(tells, askedPage(site), /Look into your inbox.*a link to confirm/s);
test(tells, askedPage(unconfirmed), /Look into your inbox.*a mail to welcome it/s);
test(tells, confirmedPage(site), /You are subscribed/);
test(tells, returnedPage(site), /Welcome back/);
test(tells, refusedLinkPage(site, 'unsubscribe', 'invalid'), /does not work.*that of any other mail of ours/s);
test(tells, refusedLinkPage(site, 'unsubscribe', 'expired'), /had its time.*any later mail of ours/s);

const leadsOn = test.macro({
  exec: (t, html: string, words: RegExp) => {
    t.regex(html, words);
    t.regex(html, /<form action="\/api\/subscribers" method="post">/);
  },
  title: (_, __: string, words: RegExp) => `a page has the form to subscribe and tells: ${words.source}`,
});

test(leadsOn, mistypedPage(site), /Please check what you typed/);
test(leadsOn, refusedLinkPage(site, 'confirm', 'expired'), /had its time.*good for 7 days.*a fresh one comes by mail/s);
test(leadsOn, refusedLinkPage(unconfirmed, 'confirm', 'expired'), /had its time.*no link is needed any more/s);
test(leadsOn, refusedLinkPage(site, 'confirm', 'invalid'), /does not work.*Copy the whole link/s);
test(leadsOn, refusedLinkPage(site, 'return', 'expired'), /had its time.*for one day/s);
test(leadsOn, refusedLinkPage(site, 'return', 'invalid'), /does not work.*Go back to the button/s);

test('every page leads on to the posts', (t) => {
  for (const html of [askedPage(site), confirmPage(site, 'x'), unsubscribedPage(site, 'x'), returnedPage(site)])
    t.regex(html, /<a href="\/">All posts<\/a>/);
});
