import test from 'ava';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {linkKey, readLink} from '../../src/domain/links.ts';
import {type MailKind, mailFor} from '../../src/domain/mails.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import type {Subscriber} from '../../src/domain/subscribers.ts';

const email = emailAddress.parse('ada@example.com');
const key = linkKey('a secret');
const site: SiteSettings = {
  title: 'Light & <Latitude>',
  description: '',
  language: 'en',
  author: 'Robin Vale',
  url: 'https://blog.example',
  confirmation: 'required',
};
const subscriber: Subscriber = {
  id: subscriberId(email),
  email,
  name: 'Ada <b>',
  status: 'pending',
  version: 1,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  askedAt: '2026-03-01T09:30:00.000Z',
};
const kinds: readonly MailKind[] = ['confirmation', 'welcome'];
const mailOf = (kind: MailKind, who = subscriber) => mailFor(kind, {subscriber: who, site, key});
const tokenIn = (text: string): string => /token=([\w.-]+)/.exec(text)?.[1] ?? '';

test('the confirmation mail carries a link that confirms its reader for seven days after they asked', (t) => {
  const token = tokenIn(mailOf('confirmation').text);

  t.deepEqual(readLink([key], 'confirm', token, new Date('2026-03-08T09:29:59.999Z')), {id: subscriber.id});
  t.deepEqual(readLink([key], 'confirm', token, new Date('2026-03-08T09:30:00.000Z')), {refused: 'expired'});
});

test('the confirmation mail repeats nothing that a stranger could have typed, and cannot be unsubscribed from', (t) => {
  const {name: _, ...nameless} = subscriber;

  t.deepEqual(mailOf('confirmation'), mailOf('confirmation', nameless));
  t.is(mailOf('confirmation').oneClickUrl, undefined);
});

test('the welcome mail carries a link that unsubscribes its reader whenever they like, by one click too', (t) => {
  const mail = mailOf('welcome');

  t.deepEqual(readLink([key], 'unsubscribe', tokenIn(mail.text), new Date('2126-01-01')), {id: subscriber.id});
  t.true(mail.text.includes(`${mail.oneClickUrl}\n`));
});

test('the welcome mail greets by name whoever gave one', (t) => {
  const {name: _, ...nameless} = subscriber;

  t.true(mailOf('welcome').text.startsWith('Dear Ada <b>,\n'));
  t.true(mailOf('welcome', nameless).text.startsWith('Hello,\n'));
});

test('the welcome mail to whom nobody asked for a click repeats nothing that a stranger could have typed', (t) => {
  const {name: _, ...nameless} = subscriber;

  t.deepEqual(mailOf('welcome', {...subscriber, consent: 'form'}), mailOf('welcome', {...nameless, consent: 'form'}));
  t.regex(mailOf('welcome', {...subscriber, consent: 'form'}).text, /someone, hopefully you, subscribed/);
});

for (const kind of kinds) {
  test(`the ${kind} mail comes from the author and goes to the subscriber`, (t) => {
    const mail = mailOf(kind);

    t.is(mail.fromName, 'Robin Vale | Light & <Latitude>');
    t.is(mail.to, email);
    t.true(mail.subject.includes(site.title));
  });

  test(`the ${kind} mail says the same in text and HTML, with the same links`, (t) => {
    const mail = mailOf(kind);
    const linksOf = (text: string) => [...new Set(text.match(/https:[\w:/?=.-]+/g))].sort();
    const words = mail.html
      .replace(/^.*<body/s, '<body')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');

    t.deepEqual(linksOf(mail.text), linksOf(mail.html));
    for (const line of mail.text.split('\n').filter((text) => !/^---$|https:/.test(text)))
      t.true(words.includes(line.replace(/:$/, '')), line);
  });

  test(`the ${kind} mail escapes in HTML what others wrote`, (t) => {
    const {html} = mailOf(kind);

    t.true(html.includes('Light &amp; &lt;Latitude&gt;'));
    t.false(/<b>|<Latitude>/.test(html));
  });

  test(`the ${kind} mail names no address in its words and links`, (t) => {
    const {text, html, oneClickUrl} = mailOf(kind);

    t.false(`${text}${html}${oneClickUrl}`.includes('ada@'));
  });
}

test('an author who is the site is named once', (t) => {
  const mail = mailFor('welcome', {subscriber, site: {...site, author: site.title}, key});

  t.is(mail.fromName, site.title);
});
