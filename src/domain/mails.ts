import {html} from 'hono/html';
import type {EmailAddress} from './addresses.ts';
import {type LinkKey, linkUrl, signLink} from './links.ts';
import type {SiteSettings} from './site-settings.ts';
import type {Subscriber} from './subscribers.ts';

export type MailKind = 'confirmation' | 'welcome';

/** A finished mail; the sender's own address is the mailer's business. */
export type Mail = {
  readonly fromName: string;
  readonly to: EmailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one POST ends the subscription (RFC 8058). */
  readonly oneClickUrl?: string;
};

/** Sends one mail and answers the id that the service gave it. */
export type Mailer = {send(mail: Mail, now: Date): Promise<string>};

/** The one source of a mail's text and HTML. `small` is set apart at the end. */
type Line =
  | {readonly say: string}
  | {readonly button: string; readonly url: string}
  | {readonly small: string; readonly link: string; readonly url: string};
type Letter = Pick<Mail, 'subject' | 'oneClickUrl'> & {readonly lines: readonly Line[]};

type Writing = {readonly subscriber: Subscriber; readonly site: SiteSettings; readonly key: LinkKey};

export const confirmLinkDays = 7;

const letters: Record<MailKind, (writing: Writing) => Letter> = {
  /** Anyone can have this one sent to anyone, so it repeats nothing that was typed into the form, not even a name. */
  confirmation: ({subscriber, site, key}) => {
    const expiresAt = new Date(Date.parse(subscriber.askedAt) + confirmLinkDays * 24 * 60 * 60 * 1000);
    const token = signLink(key, {purpose: 'confirm', id: subscriber.id, expiresAt});
    return {
      subject: `Please confirm your subscription to ${site.title}`,
      lines: [
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
  welcome: ({subscriber, site, key}) => {
    const isProven = subscriber.consent !== 'form';
    const leaveUrl = linkUrl(site.url, 'unsubscribe', signLink(key, {purpose: 'unsubscribe', id: subscriber.id}));
    return {
      subject: `Welcome to ${site.title}`,
      oneClickUrl: leaveUrl,
      lines: [
        {say: subscriber.name && isProven ? `Dear ${subscriber.name},` : 'Hello,'},
        {
          say: `How good to have you here. You are now subscribed to ${site.title}. While you wait for what comes next, everything so far is yours to read:`,
        },
        {button: 'Read the blog', url: `${site.url}/`},
        {say: 'Enjoy, and thank you for reading.'},
        {say: site.author},
        {
          small: `You get this mail because ${isProven ? 'you' : 'someone, hopefully you,'} subscribed to ${site.title}. Leaving takes one click, whenever you like.`,
          link: 'Unsubscribe',
          url: leaveUrl,
        },
      ],
    };
  },
};

const textOf = (line: Line): string => {
  if ('say' in line) return line.say;
  if ('button' in line) return `${line.button}:\n${line.url}`;
  return `---\n${line.small}\n${line.link}: ${line.url}`;
};

const htmlOf = (line: Line) => {
  if ('say' in line) return html`<p style="margin:0 0 20px">${line.say}</p>`;
  if ('button' in line)
    return html`<p style="margin:28px 0"><a class="button" href="${line.url}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1f4e46;color:#ffffff;font-weight:bold;text-decoration:none">${line.button}</a></p>`;
  return html`<p class="small" style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d9d4c9;font-size:14px;color:#6a655c">${line.small} <a class="link" href="${line.url}" style="color:#1f4e46">${line.link}</a></p>`;
};

/** Styles are inline, since many readers drop all others; those that know dark mode also know the style sheet that it needs. */
const htmlMail = (title: string, {subject, lines}: Letter): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>
@media (prefers-color-scheme: dark) {
  body { background: #171614 !important; color: #e8e4da !important; }
  .button { background: #a9d8c9 !important; color: #10211d !important; }
  .small { color: #a8a297 !important; border-color: #3b3832 !important; }
  .link { color: #a9d8c9 !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#fbf9f4;color:#26241f;font:17px/1.55 Georgia,'Times New Roman',serif">
<div style="max-width:520px;margin:0 auto;padding:32px 20px 40px;overflow-wrap:anywhere">
<p style="margin:0 0 28px;font-size:22px;font-weight:bold">${title}</p>
${lines.map(htmlOf)}
</div>
</body>
</html>
`.toString();

export const mailFor = (kind: MailKind, writing: Writing): Mail => {
  const {subscriber, site} = writing;
  const letter = letters[kind](writing);
  return {
    fromName: site.author === site.title ? site.title : `${site.author} | ${site.title}`,
    to: subscriber.email,
    subject: letter.subject,
    text: `${letter.lines.map(textOf).join('\n\n')}\n`,
    html: htmlMail(site.title, letter),
    ...(letter.oneClickUrl && {oneClickUrl: letter.oneClickUrl}),
  };
};
