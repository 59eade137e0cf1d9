import PostalMime from 'postal-mime';
import type {Config} from '../../generator/config.ts';
import {mimeMessage} from '../../src/adapters/mailer.ts';
import {sampleMails, sampleSite} from '../mails/sample-mails.ts';
import type {SampleMail} from './facts.ts';

/** One mail of each kind as it travels, read as a receiver would. */
export const readSampleMails = (
  {mail: {sender, replyTo}, domain}: Config,
  now: Date,
): Promise<readonly SampleMail[]> => {
  const mails = sampleMails(sampleSite(`https://${domain?.name ?? 'blog.example'}`), undefined, now);
  return Promise.all(
    Object.entries(mails).map(async ([kind, mail]) => {
      const mime = await mimeMessage(mail, {address: sender, ...(replyTo && {replyTo})}, now);
      const {from, replyTo: answers, headers} = await PostalMime.parse(mime);
      return {
        kind,
        from: from?.address ?? '',
        replyTo: answers?.[0]?.address,
        headers: headers.map(({key, value}) => [key.toLowerCase(), value] as const),
      };
    }),
  );
};
