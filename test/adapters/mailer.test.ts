import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import fc from 'fast-check';
import PostalMime, {type Email} from 'postal-mime';
import {mailer, mimeMessage} from '../../src/adapters/mailer.ts';
import {type EmailAddress, emailAddress} from '../../src/domain/addresses.ts';
import type {Mail} from '../../src/domain/mails.ts';

process.env['SENDER'] = 'hello@blog.example';
process.env['AWS_REGION'] = 'eu-central-1';

const date = new Date('2026-03-01T09:30:00.000Z');
const sender = {address: 'hello@blog.example', replyTo: 'robin@blog.example'};
const oneClickUrl = `https://blog.example/api/subscribers/unsubscribe?token=${'unsubscribe.'.repeat(15)}`;
const mail: Mail = {
  fromName: 'Robin Vâle | Light & Latitude',
  to: emailAddress.parse('ada@example.com'),
  subject: 'Welcome to “Light & Latitude”, which has a title that is longer than a line of a header may well be',
  text: `Dear Ada,\n\n${'so good to have you here, '.repeat(20)}\n${oneClickUrl}\n`,
  html: `<p>Dear Ada, <a href="${oneClickUrl}">leave</a></p>\n`,
  oneClickUrl,
};
const parsed = async (message: Mail, from: Parameters<typeof mimeMessage>[1] = sender): Promise<Email> =>
  PostalMime.parse(await mimeMessage(message, from, date));
const header = ({headers}: Email, name: string): string | undefined => headers.find(({key}) => key === name)?.value;

test('a mail arrives as it was written', async (t) => {
  const email = await parsed(mail);

  t.deepEqual(email.from, {name: mail.fromName, address: sender.address});
  t.deepEqual(email.to, [{name: '', address: mail.to}]);
  t.deepEqual(email.replyTo, [{name: '', address: sender.replyTo}]);
  t.is(email.subject, mail.subject);
  t.is(email.date, date.toISOString());
  t.regex(email.messageId ?? '', /^<[^@\s]+@blog\.example>$/);
  t.is(email.text?.trimEnd(), mail.text.trimEnd());
  t.is(email.html?.trimEnd(), mail.html.trimEnd());
});

test('a mail with a link to leave offers it as one click', async (t) => {
  const email = await parsed(mail);

  t.is(header(email, 'list-unsubscribe'), `<${oneClickUrl}>`);
  t.is(header(email, 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
});

test('a mail without one does not', async (t) => {
  const {oneClickUrl: _, ...plain} = mail;

  t.false((await parsed(plain)).headers.some(({key}) => key.startsWith('list-')));
});

test('answers go to the sender where nobody else is named', async (t) => {
  t.is((await parsed(mail, {address: sender.address})).replyTo, undefined);
});

test('every line of a message is one that mail servers pass on', async (t) => {
  const lines = (await mimeMessage(mail, sender, date)).toString('latin1').split('\r\n');

  t.true(lines.every((line) => line.length <= 998 && !/[\r\n\0\x80-\xff]/.test(line)));
});

const oneLine = fc.string({unit: 'binary', minLength: 1, maxLength: 120}).filter((text) => !/[\r\n\0]/.test(text));
const expectedHeaders = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
];

test('whatever a title says, it adds no header', async (t) => {
  await fc.assert(
    fc.asyncProperty(oneLine, oneLine, async (fromName, subject) => {
      const {headers} = await parsed({...mail, fromName, subject});
      t.deepEqual(headers.map(({key}) => key).sort(), expectedHeaders);
    }),
    {seed: 7, numRuns: 300},
  );
});

const withValue: Record<string, (value: string) => Promise<Buffer>> = {
  From: (value) => mimeMessage({...mail, fromName: value}, sender, date),
  'the sender’s address': (value) => mimeMessage(mail, {address: value}, date),
  To: (value) => mimeMessage({...mail, to: value as EmailAddress}, sender, date),
  Subject: (value) => mimeMessage({...mail, subject: value}, sender, date),
  'Reply-To': (value) => mimeMessage(mail, {...sender, replyTo: value}, date),
  'List-Unsubscribe': (value) => mimeMessage({...mail, oneClickUrl: value}, sender, date),
};
for (const [name, compose] of Object.entries(withValue))
  test(`a line break or NUL in ${name} is refused`, async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.constantFrom('\r', '\n', '\r\n', '\0'), fc.string(), async (a, breach, b) => {
        await t.throwsAsync(async () => compose(`${a}${breach}${b}`), {message: /CR, LF or NUL/});
      }),
      {seed: 7, numRuns: 50},
    );
  });

test.serial('a mail is sent under the configuration set, where there is one', async (t) => {
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).resolves({MessageId: 'message'});
  await mailer.send(mail, date);
  process.env['CONFIGURATION_SET'] = 'blog';
  t.teardown(() => delete process.env['CONFIGURATION_SET']);
  await mailer.send(mail, date);

  t.deepEqual(
    ses.commandCalls(SendRawEmailCommand).map(({args}) => args[0].input.ConfigurationSetName),
    [undefined, 'blog'],
  );
  ses.restore();
});

test.serial('an error of SES is told without the addresses in it', async (t) => {
  const refusal = new Error('Email address is not verified: ada@example.com, <hello@blog.example>.');
  refusal.name = 'MessageRejected';
  mockClient(SESClient).on(SendRawEmailCommand).rejects(refusal);

  const error = await t.throwsAsync(mailer.send(mail, date));

  t.is(
    error.message,
    'expected SES to take the mail, got MessageRejected: Email address is not verified: <address>, <<address>>.',
  );
  t.false(`${error.stack}${error.cause}`.includes('ada@'));
});
