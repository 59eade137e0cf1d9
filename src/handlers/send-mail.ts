import {signingKey} from '../adapters/link-keys.ts';
import {mailer} from '../adapters/mailer.ts';
import {siteSettings} from '../adapters/site-settings.ts';
import {mailLedger, subscriberChange, subscriberTable} from '../adapters/subscriber-table.ts';
import {deliverDueMail} from '../domain/deliveries.ts';
import {streamHandler} from '../lambda/batch-handler.ts';

export const handler = streamHandler(subscriberChange, (change) =>
  deliverDueMail({subscribers: subscriberTable, ledger: mailLedger, mailer, site: siteSettings(), signingKey}, change),
);
