import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import {encodeWord, isPlainText, quoteString} from 'nodemailer/lib/mime-funcs';
import type {Mailer} from '../domain/deliveries.ts';
import {tagsOf} from '../domain/mail-tags.ts';
import {ThrottledError} from '../domain/mail-throttling.ts';
import type {Mail, MailingList} from '../domain/mails.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

const ses = once(() => new SESClient({}));

/** A line break in a value could begin a header of somebody else's choice; a library that folds it away would hide the fault. */
const headerValue = (name: string, value: string): string => {
  if (/[\r\n\0]/.test(value)) throw new Error(`expected the header ${name} to be one line, got a CR, LF or NUL in it`);
  return value;
};

const maxEncodedWordLength = 52;

/** A word of RFC 5322 that shows `text`, whatever is in it. */
const phrase = (text: string): string =>
  isPlainText(text, true) ? quoteString(text) : encodeWord(text, 'Q', maxEncodedWordLength);

/** What looks like an encoded word, which mail programs would decode, is encoded itself; the library leaves ASCII as it is. */
const unstructured = (text: string): string =>
  text.includes('=?') ? encodeWord(text, 'Q', maxEncodedWordLength) : text;

/** RFC 2919, 2369 and 8058. */
const listHeaders = ({id, title, oneClickUrl}: MailingList) => ({
  'List-Id': {
    prepared: true,
    foldLines: true,
    value: `${phrase(headerValue('List-Id', title))} <${headerValue('List-Id', id)}>`,
  },
  'List-Unsubscribe': `<${headerValue('List-Unsubscribe', oneClickUrl)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

export type Sender = {readonly address: string; readonly replyTo?: string};

/** The mail as it travels (RFC 5322), with its text first and its HTML as the richer alternative. */
export const mimeMessage = (mail: Mail, {address, replyTo}: Sender, date: Date): Promise<Buffer> =>
  new MailComposer({
    from: {name: headerValue('From', mail.fromName), address: headerValue('From', address)},
    to: {name: '', address: headerValue('To', mail.to)},
    ...(replyTo && {replyTo: headerValue('Reply-To', replyTo)}),
    subject: unstructured(headerValue('Subject', mail.subject)),
    date,
    text: mail.text,
    html: mail.html,
    headers: {'Auto-Submitted': 'auto-generated', ...(mail.list && listHeaders(mail.list))},
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

/** https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
const isThrottling = (name: string): boolean => ['Throttling', 'ThrottlingException'].includes(name);

/** Whatever an address may have before its @, an apostrophe too; also percent-encoded. */
const anAddress = /[^\s<>",:]+(?:@|%40)[^\s<>"',:]+/gi;

/** SES names the recipient in its refusals, and an error ends in the log: so neither its text nor a `cause` goes on as it is. */
const withoutAddresses = (error: unknown): Error => {
  const {name, message} = error instanceof Error ? error : new Error(String(error));
  return new (isThrottling(name) ? ThrottledError : Error)(
    `expected SES to take the mail, got ${name}: ${message.replaceAll(anAddress, '<address>')}`,
  );
};

export const mailer = {
  async send(mail, delivery, now) {
    const replyTo = process.env['REPLY_TO'];
    const sender: Sender = {address: requiredEnv('SENDER'), ...(replyTo && {replyTo})};
    const configurationSet = process.env['CONFIGURATION_SET'];
    const command = new SendRawEmailCommand({
      Source: sender.address,
      Destinations: [mail.to],
      RawMessage: {Data: await mimeMessage(mail, sender, now)},
      Tags: Object.entries(tagsOf(delivery)).map(([Name, Value]) => ({Name, Value})),
      ...(configurationSet && {ConfigurationSetName: configurationSet}),
    });
    try {
      const {MessageId} = await ses().send(command);
      return MessageId ?? '';
    } catch (error) {
      throw withoutAddresses(error);
    }
  },
} satisfies Mailer;
