import type {Deliverer} from '../../src/domain/deliveries.ts';
import {linkKey} from '../../src/domain/links.ts';
import {mailWriter} from '../../src/domain/mail-writer.ts';
import type {Mail, News} from '../../src/domain/mails.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import {memoryLedger} from './memory-ledger.ts';

export const site: SiteSettings = {
  ...{title: 'Blog', description: '', language: 'en', author: 'Robin', url: 'https://blog.example'},
  confirmation: 'required',
};

type Options = {
  /** How many mails SES refuses first. */
  readonly failures?: number;
  readonly confirmationsADay?: number;
  readonly news?: News;
};

/** The world of one subscriber, and an outbox. */
export const mailWorld = (
  kept: Subscriber | undefined,
  {failures = 0, confirmationsADay = 500, news}: Options = {},
) => {
  const memory = memoryLedger();
  const outbox: Mail[] = [];
  let failed = 0;
  const deliverer: Deliverer = {
    subscribers: {read: async () => kept},
    ledger: memory.ledger,
    mailer: {
      send: async (mail) => {
        failed += 1;
        if (failed <= failures) throw new Error('expected SES to take the mail, got Throttling');
        outbox.push(mail);
        return `message-${outbox.length}`;
      },
    },
    write: mailWriter({site, signingKey: async () => linkKey('a secret'), readNews: async () => news}),
    confirmationsADay,
  };
  return {...memory, deliverer, outbox};
};
