import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import {mimeMessage} from '../../src/adapters/mailer.ts';
import type {Mail, News} from '../../src/domain/mails.ts';
import {clientConfig} from '../engine-clients.ts';
import {readLocalRun} from '../local-run.ts';
import {UserError} from '../user-error.ts';
import {sampleMails, sampleSender, sampleSite, sampleSlug} from './sample-mails.ts';

/** The blog on this machine: its address, and where its SES is. */
export type LocalBlog = {readonly siteUrl: string; readonly endpoint: string; readonly region: string};

export const findLocalBlog = (): LocalBlog => {
  const {siteUrl, endpoint, region} = readLocalRun() ?? {};
  if (siteUrl && endpoint && region) return {siteUrl, endpoint, region};
  throw new UserError(
    'expected a blog on this machine whose inbox takes the mails, got none: run npm start in another terminal until it shows its address',
  );
};

type Thumbnail = {
  readonly url: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: string;
  readonly crop?: string;
};

const readJson = async (url: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(url);
  return answer.ok ? ((await answer.json()) as Record<string, unknown>) : {};
};

/** As the blog serves it; nothing if the post of the demo is not there. */
const readCover = async (siteUrl: string): Promise<News['cover']> => {
  const {cover} = await readJson(`${siteUrl}/api/posts/${sampleSlug}`);
  if (!cover) return undefined;
  const {thumbnails = [], alt} = await readJson(`${siteUrl}/api/photos/${cover}`);
  const jpeg = (thumbnails as readonly Thumbnail[]).findLast(({format, crop}) => format === 'jpeg' && !crop);
  if (!jpeg) return undefined;
  const {url, widthPx, heightPx} = jpeg;
  return {url: new URL(url, siteUrl).href, widthPx, heightPx, alt: String(alt)};
};

const send = async (ses: SESClient, mail: Mail, now: Date): Promise<void> => {
  const Data = await mimeMessage(mail, sampleSender, now);
  await ses.send(new SendRawEmailCommand({Source: sampleSender.address, Destinations: [mail.to], RawMessage: {Data}}));
};

/** Puts one mail of each kind into the inbox of the blog on this machine; answers how many. */
export const fillInbox = async ({siteUrl, endpoint, region}: LocalBlog, now: Date): Promise<number> => {
  const ses = new SESClient(clientConfig({endpoint, region}));
  const mails = Object.values(sampleMails(sampleSite(siteUrl), await readCover(siteUrl), now));
  for (const mail of mails) await send(ses, mail, now);
  return mails.length;
};
