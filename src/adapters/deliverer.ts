import type {Deliverer} from '../domain/deliveries.ts';
import {mailWriter} from '../domain/mail-writer.ts';
import type {News} from '../domain/mails.ts';
import {requiredEnv} from './env.ts';
import {signingKey} from './link-keys.ts';
import {mailLedger} from './mail-ledger.ts';
import {mailer} from './mailer.ts';
import {siteSettings} from './site-settings.ts';
import {subscriberTable} from './subscriber-table.ts';

/** `readNews` is asked for mails about posts only. */
export const deliverer = ({readNews}: {readonly readNews: (slug: string) => Promise<News | undefined>}): Deliverer => ({
  subscribers: subscriberTable,
  ledger: mailLedger,
  mailer,
  write: mailWriter({site: siteSettings(), signingKey, readNews}),
  confirmationsADay: Number(requiredEnv('CONFIRMATIONS_A_DAY')),
});
