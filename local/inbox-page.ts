import {html} from 'hono/html';
import type {LocalMail} from './inbox.ts';

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
      iframe { width: 100%; height: 48rem; border: 1px solid #8888; background: #fff; }
    </style>
  </head>
  <body>
    <h1>Inbox</h1>
    ${mails.length === 0 ? html`<p>No mail yet: subscribe on the site.</p>` : mails.map(mailArticle)}
  </body>
</html>`);
