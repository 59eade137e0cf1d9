// What each mail says, in order; how it looks is the layout's business.
import {type LinkKey, linkUrl, signLink} from './links.ts';
import type {MailKind, Matter, News} from './mails.ts';
import type {SiteSettings} from './site-settings.ts';
import {hasProvenConsent, type Subscriber} from './subscriber-life.ts';

export type Part =
  | {readonly say: string}
  | {readonly heading: string}
  | {readonly picture: NonNullable<News['cover']>; readonly url: string}
  | {readonly button: string; readonly url: string}
  /** Set apart, at the end. */
  | {readonly small: string; readonly link: string; readonly url: string};

export type Letter = {
  readonly subject: string;
  /** What an inbox shows beside the subject. */
  readonly preview: string;
  readonly parts: readonly Part[];
  /** Of a mail that its reader can have no more of with one POST (RFC 8058). */
  readonly oneClickUrl?: string;
};

export type Writing = {
  readonly subscriber: Subscriber;
  readonly site: SiteSettings;
  readonly key: LinkKey;
  /** When it is sent, which may be days after it became due. */
  readonly now: Date;
};

export const confirmLinkDays = 7;

const unsubscribeUrl = ({subscriber, site, key}: Writing): string =>
  linkUrl(site.url, 'unsubscribe', signLink(key, {purpose: 'unsubscribe', id: subscriber.id}));

const farewell = (because: string, url: string): Part => ({
  small: `You get this mail because ${because}. Leaving takes one click, whenever you like.`,
  link: 'Unsubscribe',
  url,
});

const letters: {readonly [Kind in MailKind]: (writing: Writing, matter: Extract<Matter, {kind: Kind}>) => Letter} = {
  /** Anyone can have this one sent to anyone, so it repeats nothing that was typed into the form, not even a name. */
  confirmation: ({subscriber, site, key, now}) => {
    const expiresAt = new Date(now.getTime() + confirmLinkDays * 24 * 60 * 60 * 1000);
    const token = signLink(key, {purpose: 'confirm', id: subscriber.id, expiresAt});
    return {
      subject: `Please confirm your subscription to ${site.title}`,
      preview: 'One click is all that is missing. If it wasn’t you, do nothing.',
      parts: [
        {say: 'Hello,'},
        {
          say: `Someone, hopefully you, asked to subscribe to ${site.title} with this address. One click is all that is missing:`,
        },
        {button: 'Yes, subscribe me', url: linkUrl(site.url, 'confirm', token)},
        {
          say: `The link works for ${confirmLinkDays} days. If it wasn’t you, do nothing: without that click, you are not subscribed.`,
        },
        {say: site.author},
      ],
    };
  },
  /** Where the form was enough to subscribe, anyone can have this one sent to anyone too. */
  welcome: (writing) => {
    const {subscriber, site} = writing;
    const isProven = hasProvenConsent(subscriber);
    const oneClickUrl = unsubscribeUrl(writing);
    return {
      subject: `Welcome to ${site.title}`,
      preview: 'How good to have you here. Everything so far is yours to read.',
      oneClickUrl,
      parts: [
        {say: subscriber.name && isProven ? `Dear ${subscriber.name},` : 'Hello,'},
        {
          say: `How good to have you here. You are now subscribed to ${site.title}. While you wait for what comes next, everything so far is yours to read:`,
        },
        {button: 'Read the blog', url: `${site.url}/`},
        {say: 'Enjoy, and thank you for reading.'},
        {say: site.author},
        farewell(`${isProven ? 'you' : 'someone, hopefully you,'} subscribed to ${site.title}`, oneClickUrl),
      ],
    };
  },
  'new-post': (writing, {news: {title, summary, url, cover}}) => {
    const {site} = writing;
    const oneClickUrl = unsubscribeUrl(writing);
    return {
      subject: title,
      preview: summary,
      oneClickUrl,
      parts: [
        {say: `There is something new on ${site.title}:`},
        {heading: title},
        ...(cover ? [{picture: cover, url}] : []),
        {say: summary},
        {button: 'Read it', url},
        {say: site.author},
        farewell(`you subscribed to ${site.title}`, oneClickUrl),
      ],
    };
  },
};

export const letterFor = (matter: Matter, writing: Writing): Letter =>
  matter.kind === 'new-post' ? letters[matter.kind](writing, matter) : letters[matter.kind](writing, matter as never);
