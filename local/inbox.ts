import {html} from 'hono/html';
import type {Engine} from './engine.ts';

/** A mail that the engine's SES took, newest first in every list. */
export type LocalMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sentAt: Date;
};

type EngineMail = {
  Source: string;
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string | null;
  Timestamp: number;
};

/** The mails sent so far; only MiniStack shows them, so another engine gives none. */
export const readInbox = async ({endpoint}: Engine): Promise<LocalMail[]> => {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`).catch(() => undefined);
  if (!answer?.ok) return [];
  const {messages} = (await answer.json()) as {messages: Record<string, EngineMail[]>};
  return Object.values(messages)
    .flat()
    .map((mail) => ({
      from: mail.Source,
      to: mail.To,
      subject: mail.Subject,
      text: mail.BodyText,
      html: mail.BodyHtml ?? '',
      sentAt: new Date(mail.Timestamp * 1000),
    }))
    .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
};

/** A link of the mail opens beside the inbox: the site lets nobody frame it. */
const besideTheInbox = '<base target="_blank">';

const mailArticle = ({from, to, subject, text, html: body, sentAt}: LocalMail) => html`
  <article>
    <h2>${subject}</h2>
    <p>${sentAt.toISOString()} · from ${from} · to ${to.join(', ')}</p>
    <iframe title="${subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${besideTheInbox + body}"></iframe>
    <details>
      <summary>As text</summary>
      <pre>${text}</pre>
    </details>
  </article>`;

/** The local inbox as a page: what subscribers would find in theirs. */
export const inboxPage = (mails: readonly LocalMail[]): string =>
  String(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>Inbox of the local run</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
      article { border-top: 1px solid #8888; padding-block: 1rem; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      iframe { width: 100%; height: 32rem; border: 1px solid #8888; background: #fff; }
    </style>
  </head>
  <body>
    <h1>Inbox</h1>
    ${mails.length === 0 ? html`<p>No mail yet: subscribe on the site.</p>` : mails.map(mailArticle)}
  </body>
</html>`);
