// The product as it is deployed, put together as `src/handlers/send-mail.ts` and `sweep-mails.ts` do it, with a place for each sabotage.

import type {Context, DynamoDBRecord, DynamoDBStreamEvent} from 'aws-lambda';
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import {subscriberChange, subscriberTable} from '../../src/adapters/subscriber-table.ts';
import type {Deliverer, Mailer, MailLedger} from '../../src/domain/deliveries.ts';
import {deliverDueMail} from '../../src/domain/due-mails.ts';
import {linkKey} from '../../src/domain/links.ts';
import {sweepMails} from '../../src/domain/mail-sweeps.ts';
import {mailWriter} from '../../src/domain/mail-writer.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {streamHandler} from '../../src/lambda/batch-handler.ts';
import {type MappingSettings, mailMapping} from './mapping-settings.ts';

export type MailProduct = {
  readonly settings: MappingSettings;
  readonly ledger: (ledger: MailLedger) => MailLedger;
  readonly mailer: (mailer: Mailer) => Mailer;
  readonly answer: (answer: unknown) => unknown;
  readonly sweeps: boolean;
};

const same = <T>(it: T): T => it;

export const product: MailProduct = {
  ...{settings: mailMapping, ledger: same, mailer: same, answer: same, sweeps: true},
};

export const site: SiteSettings = {
  ...{title: 'Blog', description: '', language: 'en', author: 'Robin', url: 'https://blog.example'},
  confirmation: 'required',
};

/** Each mail is laid out once for each state that its subscriber is in, however often it is tried: that takes most of the time. */
const laidOutOnce = (write: Deliverer['write']): Deliverer['write'] => {
  const written = new Map<string, ReturnType<Deliverer['write']>>();

  return (delivery, subscriber, now) => {
    const {to, kind, occasion} = delivery;
    const name = [to, kind, occasion, subscriber.version].join(' ');
    const mail = written.get(name) ?? write(delivery, subscriber, now);
    written.set(name, mail);

    return mail;
  };
};

export type MailFunctions = {
  /** Answers what Lambda gets back; throws as a function fails. */
  sendMail(records: readonly DynamoDBRecord[]): Promise<unknown>;
  sweepMails(): Promise<unknown>;
};

export const mailFunctions = (
  {ledger, answer, ...product}: MailProduct,
  {mailer, confirmationsADay}: {readonly mailer: Mailer; readonly confirmationsADay: number},
): MailFunctions => {
  const deliverer: Deliverer = {
    subscribers: subscriberTable,
    ledger: ledger(mailLedger),
    mailer: product.mailer(mailer),
    write: laidOutOnce(
      mailWriter({site, signingKey: async () => linkKey('a secret'), readNews: async () => undefined}),
    ),
    confirmationsADay,
  };
  const handler = streamHandler(subscriberChange, (change) => deliverDueMail(deliverer, change));
  const call = handler as unknown as (event: DynamoDBStreamEvent, context: Context) => Promise<unknown>;

  return {
    sendMail: async (records) => {
      // What travels is JSON, and nobody shares it.
      const event = JSON.parse(JSON.stringify({Records: records})) as DynamoDBStreamEvent;
      const answered = await call(event, {functionName: 'send-mail'} as Context);

      return JSON.parse(JSON.stringify(answer(answered) ?? null));
    },
    sweepMails: () => sweepMails(deliverer, () => new Date()),
  };
};
