// `npm run mails`: every mail that the blog sends, with sample data, to be looked at before a reader does.

import {join, relative} from 'node:path';
import blogConfig from '../blog.config.ts';
import type {BlogConfig} from '../generator/config.ts';
import {readOptions, runCommand} from './command-line.ts';
import {writeSampleMails} from './mails/mail-files.ts';
import {fillInbox, findLocalBlog} from './mails/sample-inbox.ts';

const usage = `usage: npm run mails -- [options]

  Writes one mail of each kind (confirmation, welcome, new-post) as .html, .txt and .eml, with the title of blog.config.ts and
  a post of the demo. Their links are samples: nobody is subscribed or unsubscribed by them, and nothing is sent to anybody.

  --out DIR             where to (default: .local/mails)
  --inbox               put them into the inbox of the blog that npm start runs on this machine, too
  --help`;

const options = {
  out: {type: 'string', default: join(import.meta.dirname, '..', '.local', 'mails')},
  inbox: {type: 'boolean', default: false},
  help: {type: 'boolean', default: false},
} as const;

const {domain}: BlogConfig = blogConfig;
const siteUrl = `https://${domain?.name ?? 'blog.example'}`;

const main = async (): Promise<void> => {
  const {out, inbox, help} = readOptions('mails', options);
  if (help) return console.log(usage);
  const blog = inbox ? findLocalBlog() : undefined;
  const now = new Date();
  for (const name of await writeSampleMails(out, siteUrl, now)) console.log(relative('', join(out, name)));
  if (blog) console.log(`${await fillInbox(blog, now)} mails are in ${blog.siteUrl}/_local/inbox`);
};

await runCommand(main);
