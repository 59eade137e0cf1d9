import type {EmailAddress} from './addresses.ts';
import {htmlMail, textOf} from './mail-layout.ts';
import {letterFor, type Writing} from './mail-letters.ts';

export type MailKind = 'confirmation' | 'welcome' | 'new-post';

/** What a mail tells of a post. */
export type News = {
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  /** A thumbnail that every mail program shows. */
  readonly cover?: {readonly url: string; readonly widthPx: number; readonly heightPx: number; readonly alt: string};
};

/** What a mail is about. */
export type Matter = {readonly kind: Exclude<MailKind, 'new-post'>} | {readonly kind: 'new-post'; readonly news: News};

/** What a mail is part of, for programs that sort by it or offer to leave. */
export type MailingList = {
  /** `<label>.<host of the site>` (RFC 2919). */
  readonly id: string;
  readonly title: string;
  /** Where one POST ends the subscription (RFC 8058). */
  readonly oneClickUrl: string;
};

/** A finished mail; the sender's own address is the mailer's business. */
export type Mail = {
  readonly fromName: string;
  readonly to: EmailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of every mail that its reader can have no more of. */
  readonly list?: MailingList;
};

export const mailFor = (matter: Matter, writing: Writing): Mail => {
  const {subscriber, site} = writing;
  const letter = letterFor(matter, writing);
  const {subject, oneClickUrl} = letter;
  const html = htmlMail(site, letter);
  return {
    fromName: site.author === site.title ? site.title : `${site.author} | ${site.title}`,
    to: subscriber.email,
    subject,
    text: textOf(html),
    html,
    ...(oneClickUrl && {
      list: {id: `subscribers.${new URL(site.url).hostname}`, title: site.title, oneClickUrl},
    }),
  };
};
