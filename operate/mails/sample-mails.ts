// One mail of each kind, as a reader of this blog would get it. Their links are signed with a key of nobody.
import sharp from 'sharp';
import blogConfig from '../../blog.config.ts';
import type {BlogConfig} from '../../generator/config.ts';
import {asRequest, demoPosts} from '../../local/demo-posts.ts';
import {photographs, readPhotograph} from '../../local/photographs.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import {consentVersion} from '../../src/domain/consent.ts';
import {linkKey} from '../../src/domain/links.ts';
import {type Mail, type MailKind, mailFor, type News} from '../../src/domain/mails.ts';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {undergo} from '../../src/domain/subscriber-life.ts';
import {signedUp} from '../../src/domain/subscribers.ts';

const config: BlogConfig = blogConfig;

/** The site of `blog.config.ts`, at this address. */
export const sampleSite = (url: string): SiteSettings => ({
  title: config.title,
  description: config.description,
  language: config.language,
  author: config.author.name,
  url,
  confirmation: 'required',
});

export const sampleSender = {
  address: config.mail.sender,
  ...(config.mail.replyTo && {replyTo: config.mail.replyTo}),
};

const [post] = demoPosts();
if (!post) throw new Error('expected a post in local/posts, got none');

/** Of photos that nobody took: the summary shows none. */
const photoIds = new Map(photographs.map(({name}) => [name, '0'.repeat(26)]));

export const sampleSlug = post.slug;

/** The cover of the sample post, whole, and what a mail tells of it at this address. */
export const samplePicture = async (
  url: string,
): Promise<{readonly bytes: Uint8Array; readonly cover: NonNullable<News['cover']>}> => {
  const photograph = photographs.find(({name}) => name === post.cover);
  if (!photograph) throw new Error(`expected a photograph of local/photographs.ts as cover, got '${post.cover}'`);
  const bytes = readPhotograph(photograph);
  const {width: widthPx, height: heightPx} = await sharp(bytes).metadata();
  return {bytes, cover: {url, widthPx, heightPx, alt: photograph.alt}};
};

export const sampleMails = (
  site: SiteSettings,
  cover: News['cover'] | undefined,
  now: Date,
): Readonly<Record<MailKind, Mail>> => {
  const consent = consentVersion(site);
  const reader = {email: emailAddress.parse('ada@example.com'), name: 'Ada'};
  const subscriber = undergo(signedUp(undefined, reader, {by: 'asked', now, consent}), {by: 'confirmed', now, consent});
  const writing = {subscriber, site, key: linkKey('a sample'), now};
  const {summary} = renderMarkdown(asRequest(post, photoIds).markdown);
  const news: News = {title: post.title, summary, url: `${site.url}/posts/${post.slug}/`, ...(cover && {cover})};
  return {
    confirmation: mailFor({kind: 'confirmation'}, writing),
    welcome: mailFor({kind: 'welcome'}, writing),
    'new-post': mailFor({kind: 'new-post', news}, writing),
  };
};
