// Where somebody can write something that a mail is made of. Each goes the way that the product has for it, as far as the finished mail.
import type {APIGatewayProxyEvent, Context} from 'aws-lambda';
import subscribeEvent from '../../events/subscribe.json' with {type: 'json'};
import {parseConfig} from '../../generator/config.ts';
import {parsePeople} from '../../operate/subscribers/people-file.ts';
import type {Sender} from '../../src/adapters/mailer.ts';
import {feedback, recordFeedback} from '../../src/domain/feedback.ts';
import {linkKey} from '../../src/domain/links.ts';
import {type Mail, type MailKind, mailFor, type News} from '../../src/domain/mails.ts';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import {photoBody} from '../../src/domain/photo-tickets.ts';
import {postBody} from '../../src/domain/post-changes.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {slug} from '../../src/domain/slugs.ts';
import {begin, type Subscriber, undergo} from '../../src/domain/subscriber-life.ts';
import {handler as subscribe} from '../../src/handlers/subscribe.ts';
import type {Reply} from '../../src/lambda/replies.ts';
import {aSubscriber} from '../../test/domain/a-subscriber.ts';
import {subscribersInMemory} from '../sign-ups/subscribers-in-memory.ts';

export type Written = {
  readonly kind: MailKind;
  readonly mail: Mail;
  readonly sender: Sender;
  /** The only addresses that its links and pictures may begin with. */
  readonly urls: readonly string[];
};

/** A sentence if the product does not take the text; otherwise every mail that it is part of. */
export type Put = (text: string) => Promise<{readonly refused: string} | {readonly mails: readonly Written[]}>;

export const date = new Date('2026-03-01T09:30:00.000Z');
const key = linkKey('a secret of the blog');
export const plainConfig = {
  title: 'Light and Latitude',
  description: 'Photographs.',
  language: 'en',
  author: {name: 'Robin Vale'},
  mail: {sender: 'hello@blog.example', replyTo: 'robin@blog.example'},
  regions: ['eu-central-1'],
  photos: {avifWidthsPx: [320], jpegWidthsPx: [640], squarePx: 320},
};
export const plainNews: News = {
  title: 'Boats',
  summary: 'They float.',
  url: 'https://blog.example/posts/boats/',
  cover: {url: 'https://blog.example/photos/boats.jpg', widthPx: 1280, heightPx: 960, alt: 'Two boats'},
};
export const reader = aSubscriber(['asked', 'confirmed'], {name: 'Ada'});

type Words = {
  readonly config?: unknown;
  readonly subscriber?: Subscriber;
  readonly news?: News;
  /** Those that the words are part of. */
  readonly kinds?: readonly MailKind[];
};

const allKinds = ['confirmation', 'welcome', 'new-post'] as const;

/** As the blog with this configuration writes them. */
export const mailsOf = async (words: Words): ReturnType<Put> => {
  const {config = plainConfig, subscriber = reader, news = plainNews, kinds = allKinds} = words;
  const parsed = parseConfig(config);
  if ('problems' in parsed) return {refused: parsed.problems.join('; ')};
  const {title, description, language, author, mail, domain} = parsed.config;
  const site: SiteSettings = {
    ...{title, description, language, author: author.name, confirmation: 'required'},
    url: `https://${domain?.name ?? 'blog.example'}`,
  };
  const writing = {site, subscriber, key, now: date};
  const sender = {address: mail.sender, ...(mail.replyTo && {replyTo: mail.replyTo})};
  const urls = [news.url, plainNews.cover?.url ?? '', site.url];
  const mails = kinds.map((kind) => ({
    kind,
    mail: mailFor(kind === 'new-post' ? {kind, news} : {kind}, writing),
    sender,
    urls,
  }));
  return {mails};
};

/** What is written with nothing hostile in it. */
export const plainMails = () => mailsOf({});

type Issues = {readonly success: false; readonly error: {readonly issues: readonly {readonly message: string}[]}};
type Parsed<T> = {readonly success: true; readonly data: T} | Issues;

const ifParsed = <T>(parsed: Parsed<T>, go: (data: T) => ReturnType<Put>): ReturnType<Put> =>
  parsed.success
    ? go(parsed.data)
    : Promise.resolve({refused: parsed.error.issues.map(({message}) => message).join('; ')});

const post = (change: object) => ({title: 'Boats', markdown: 'They float.', status: 'published', ...change});

/** What visitors send goes through the function of the form, and is read in its table. */
const formPlaces = async (): Promise<Readonly<Record<string, Put>>> => {
  Object.assign(process.env, {SITE_TITLE: 'Blog', SITE_LANGUAGE: 'en', AUTHOR_NAME: 'Robin'});
  const table = await subscribersInMemory();
  let people = 0;
  const nextAddress = () => {
    people += 1;
    return `reader-${people}@example.org`;
  };

  const signUp = async (contentType: string, body: string): ReturnType<Put> => {
    const event = {...subscribeEvent, headers: {'Content-Type': contentType}, body} as unknown as APIGatewayProxyEvent;
    const call = subscribe as unknown as (event: APIGatewayProxyEvent, context: Context) => Promise<Reply>;
    const {statusCode, body: answer} = await call(event, {} as Context);
    if (statusCode === 400)
      return {
        refused:
          contentType === 'application/json' ? JSON.parse(answer).detail : (/<p>(.*?)<\/p>/.exec(answer)?.[1] ?? ''),
      };
    if (statusCode !== 202) throw new Error(`expected 202 or 400, got ${statusCode}`);
    const after = table.takeChanges().at(-1)?.after;
    // An address that was typed before.
    if (!after) return {mails: []};
    return mailsOf({kinds: ['welcome'], subscriber: undergo(after, {by: 'confirmed', now: date})});
  };
  const form = (fields: Record<string, string>) =>
    signUp('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
  const json = (fields: object) => signUp('application/json', JSON.stringify(fields));
  const around = (text: string) => (text.includes('Boats') ? text.replace('Boats', '') : text);

  return {
    'a name, in the form': (name) => form({email: nextAddress(), name}),
    'a name, in JSON': (name) => json({email: nextAddress(), name}),
    'an address, in the form': (email) => form({email}),
    'an address, in JSON': (email) => json({email}),
    'before the @ of an address': (text) => json({email: `${around(text)}@example.org`}),
    'in a quoted part of an address': (text) => json({email: `"${around(text)}"@example.org`}),
    'in the domain of an address': (text) => json({email: `ada@${around(text)}.example.org`}),
    'behind an address': (text) => json({email: `ada@example.org${text}`}),
    'around an address': (text) => json({email: `${text} <ada@example.org>`}),
  };
};

/** An event of SES about a mail, with the text in each of its fields. */
const tellFeedback = async (text: string): ReturnType<Put> => {
  const event = {
    eventType: 'Bounce',
    mail: {
      messageId: text,
      timestamp: `2026-03-01T${text}`,
      destination: [text],
      tags: {kind: [text], occasion: [text]},
    },
    bounce: {bounceType: 'Permanent', bouncedRecipients: [{emailAddress: text}], timestamp: date.toISOString()},
  };
  let kept: Subscriber = reader;
  const subscribers = {
    read: async (id: string) => (id === kept.id ? kept : undefined),
    write: async (next: Subscriber) => {
      kept = next;
      return true;
    },
    countSignUp: async () => 1,
  };
  const ledger = {acknowledge: async () => {}};
  await recordFeedback({subscribers, ledger, counts: {add: async () => {}}}, feedback.parse(event), {now: date});
  if (kept !== reader) throw new Error('expected a reader whom the event does not name to stay, got a change');
  return {mails: []};
};

const listed = (columns: string, cells: readonly string[]): ReturnType<Put> => {
  const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  try {
    const {people} = parsePeople(Buffer.from(`${columns}\n${line}\n`));
    const subscriber = people[0] && begin(people[0], {by: 'imported', now: date, consent: 'a list'});
    return subscriber ? mailsOf({kinds: ['new-post'], subscriber}) : Promise.resolve({mails: []});
  } catch (error) {
    return Promise.resolve({refused: (error as Error).message});
  }
};

export const places = async (): Promise<Readonly<Record<string, Put>>> => ({
  ...(await formPlaces()),
  'a name, in a list that is imported': (name) => listed('email,name', ['ada@example.org', name]),
  'an address, in a list that is imported': (email) => listed('email', [email]),
  'the title of a post': (text) =>
    ifParsed(postBody.safeParse(post({title: text})), ({title}) =>
      mailsOf({kinds: ['new-post'], news: {...plainNews, title}}),
    ),
  'the text of a post': (text) =>
    ifParsed(postBody.safeParse(post({markdown: text})), ({markdown}) =>
      mailsOf({kinds: ['new-post'], news: {...plainNews, summary: renderMarkdown(markdown).summary}}),
    ),
  'the slug of a post': (text) =>
    ifParsed(slug.safeParse(text), (name) =>
      mailsOf({kinds: ['new-post'], news: {...plainNews, url: `https://blog.example/posts/${name}/`}}),
    ),
  'the description of a cover': (text) =>
    ifParsed(photoBody.safeParse({contentType: 'image/jpeg', bytes: 1, alt: text}), ({alt}) =>
      mailsOf({
        kinds: ['new-post'],
        news: {...plainNews, cover: {...(plainNews.cover as NonNullable<News['cover']>), alt}},
      }),
    ),
  'the title of the site': (title) => mailsOf({kinds: ['confirmation', 'new-post'], config: {...plainConfig, title}}),
  'the name of the author': (name) => mailsOf({kinds: ['welcome'], config: {...plainConfig, author: {name}}}),
  'the language of the site': (language) => mailsOf({config: {...plainConfig, language}}),
  'the domain of the site': (name) =>
    mailsOf({config: {...plainConfig, domain: {name: `${name}.example`, hostedZoneId: 'Z0123456789ABC'}}}),
  'the address of the sender': (sender) => mailsOf({config: {...plainConfig, mail: {sender}}}),
  'before the @ of the sender': (text) => mailsOf({config: {...plainConfig, mail: {sender: `${text}@blog.example`}}}),
  'the address for answers': (replyTo) => mailsOf({config: {...plainConfig, mail: {...plainConfig.mail, replyTo}}}),
  'before the @ of the address for answers': (text) =>
    mailsOf({config: {...plainConfig, mail: {...plainConfig.mail, replyTo: `${text}@blog.example`}}}),
  'what SES tells of a mail': tellFeedback,
});
