import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import PostalMime, {type Email} from 'postal-mime';
import {mimeMessage} from '../../src/adapters/mailer.ts';
import {type EmailAddress, emailAddress} from '../../src/domain/addresses.ts';
import {linkKey} from '../../src/domain/links.ts';
import {type Mail, mailFor} from '../../src/domain/mails.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';

const date = new Date('2026-03-01T09:30:00.000Z');
const sender = {address: 'hello@blog.example', replyTo: 'robin@blog.example'};
const oneClickUrl = `https://blog.example/api/subscribers/unsubscribe?token=${'unsubscribe.'.repeat(15)}`;
const list = {id: 'subscribers.blog.example', title: 'Light & “Latitude”', oneClickUrl};
const mail: Mail = {
  fromName: 'Robin Vâle | Light & Latitude',
  to: emailAddress.parse('ada@example.com'),
  subject: 'Welcome to “Light & Latitude”, which has a title that is longer than a line of a header may well be',
  text: `Dear Ada,\n\n${'so good to have you here, '.repeat(20)}\n${oneClickUrl}\n`,
  html: `<p>Dear Ada, <a href="${oneClickUrl}">leave</a></p>\n`,
  list,
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

for (const subject of [
  '=?utf-8?B?DQo=?=',
  'About =?utf-8?Q?=0D=0ABcc:_eve?= and more',
  `=? ${'Boats on “Latitude” '.repeat(9)}`.trim(),
])
  test(`the subject ${subject.slice(0, 40)} is shown as it was written, not decoded`, async (t) => {
    t.is((await parsed({...mail, subject})).subject, subject);
  });

test('a mail with a link to leave offers it as one click', async (t) => {
  const email = await parsed(mail);

  t.is(header(email, 'list-unsubscribe'), `<${oneClickUrl}>`);
  t.is(header(email, 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
});

test('a mail of a list names it, by an id that stays and the title of the site', async (t) => {
  t.is(
    header(await parsed(mail), 'list-id'),
    '=?UTF-8?Q?Light_=26_=E2=80=9CLatitude=E2=80=9D?= <subscribers.blog.example>',
  );
  t.is(
    header(await parsed({...mail, list: {...list, title: 'Light, Latitude'}}), 'list-id'),
    '"Light, Latitude" <subscribers.blog.example>',
  );
});

test('a mail without one does not', async (t) => {
  const {list: _, ...plain} = mail;

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
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
];

/** The names of the lines that begin a header, as a server sees them before anything is decoded. */
const rawHeaders = (message: Buffer): readonly string[] =>
  (message.toString('latin1').split('\r\n\r\n', 1)[0] ?? '')
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort();

test('whatever a name, a subject or a title says, it adds no header', async (t) => {
  await fc.assert(
    fc.asyncProperty(oneLine, oneLine, oneLine, async (fromName, subject, title) => {
      const message = await mimeMessage({...mail, fromName, subject, list: {...list, title}}, sender, date);
      const {headers} = await PostalMime.parse(message);
      t.deepEqual(rawHeaders(message), expectedHeaders);
      t.deepEqual(headers.map(({key}) => key).sort(), expectedHeaders);
    }),
    {seed: 7, numRuns: 300},
  );
});

const key = linkKey('a secret');
const writtenMail = (site: Pick<SiteSettings, 'title' | 'author'>, name: string, title: string) => {
  const writing = {
    site: {...site, description: '', language: 'en', url: 'https://blog.example', confirmation: 'required' as const},
    subscriber: aSubscriber(['asked', 'confirmed'], {name}),
    key,
    now: date,
  };
  const news = {title, summary: title, url: 'https://blog.example/posts/boats/'};
  return [mailFor({kind: 'welcome'}, writing), mailFor({kind: 'new-post', news}, writing)];
};

const addsNoHeader = async (t: ExecutionContext, text: string) => {
  for (const written of writtenMail({title: text, author: text}, text, text))
    if (/[\r\n\0]/.test(text))
      await t.throwsAsync(async () => mimeMessage(written, sender, date), {message: /CR, LF or NUL/});
    else t.deepEqual(rawHeaders(await mimeMessage(written, sender, date)), expectedHeaders);
};

const hostile = {
  'a CRLF and a header': 'Boats\r\nBcc: eve@example.com',
  'a bare LF and a header': 'Boats\nBcc: eve@example.com',
  'a bare CR and a header': 'Boats\rBcc: eve@example.com',
  'an end of all headers': 'Boats\r\n\r\n<p>another mail</p>',
  'a folded line': 'Boats\r\n Bcc: eve@example.com',
  'a NUL': 'Boats\0Bcc: eve@example.com',
  'an encoded line break': '=?utf-8?Q?Boats=0D=0ABcc:_eve@example.com?=',
  'an encoded line break in base64': '=?utf-8?B?Qm9hdHMNCkJjYzogZXZlQGV4YW1wbGUuY29t?=',
  'a percent-encoded line break': 'Boats%0d%0aBcc: eve@example.com',
  'line breaks of Unicode': 'Boats\u2028Bcc: eve@example.com\u2029Bcc: a@example.com\u0085Bcc: b@example.com',
  'a vertical tab and a form feed': 'Boats\vBcc: eve@example.com\fBcc: eve@example.com',
  'letters whose low byte is a line break': 'Boats\u560d\u560aBcc: eve@example.com',
  'a closed quote and another address': 'Robin" <eve@example.com>, "Robin',
  'a closed list id': 'Boats <eve.example.com>, <other',
  'an escape at its end': 'Boats\\',
  'a group of addresses': 'Robin: eve@example.com, a@example.com;',
  'a very long word': 'b'.repeat(5_000),
  'a lone surrogate': 'Boats \ud800',
  'a change of direction': 'Boats \u202eslaob',
} as const;

for (const [what, text] of Object.entries(hostile))
  test(`${what} in a title or a name is no header`, (t) => addsNoHeader(t, text));

test('any text as the title, the author, the name and the subject at once is refused or adds no header', async (t) => {
  const pieces = fc.constantFrom(
    '\r',
    '\n',
    '\0',
    'Bcc: eve@example.com',
    ': ',
    '"',
    '\\',
    '<',
    '>',
    '=?',
    '?=',
    ' ',
    'ß',
    '🚣',
  );
  const text = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.array(pieces, {maxLength: 12}).map((some) => some.join('')),
  );
  await fc.assert(
    fc.asyncProperty(text, (title) => addsNoHeader(t, `B${title}`)),
    {seed: 7, numRuns: 150},
  );
});

test('every recipient of a hostile name is the one that was meant', async (t) => {
  for (const written of Object.values(hostile).flatMap((text) => writtenMail({title: text, author: text}, text, text)))
    if (!/[\r\n\0]/.test(written.fromName)) {
      const {from, to, replyTo} = await parsed(written);
      t.is(from?.address, sender.address);
      t.deepEqual(
        to?.map(({address}) => address),
        [written.to],
      );
      t.deepEqual(
        replyTo?.map(({address}) => address),
        [sender.replyTo],
      );
    }
});

const withValue: Record<string, (value: string) => Promise<Buffer>> = {
  From: (value) => mimeMessage({...mail, fromName: value}, sender, date),
  'the sender’s address': (value) => mimeMessage(mail, {address: value}, date),
  To: (value) => mimeMessage({...mail, to: value as EmailAddress}, sender, date),
  Subject: (value) => mimeMessage({...mail, subject: value}, sender, date),
  'Reply-To': (value) => mimeMessage(mail, {...sender, replyTo: value}, date),
  'List-Unsubscribe': (value) => mimeMessage({...mail, list: {...list, oneClickUrl: value}}, sender, date),
  'List-Id': (value) => mimeMessage({...mail, list: {...list, title: value}}, sender, date),
  'the id of the list': (value) => mimeMessage({...mail, list: {...list, id: value}}, sender, date),
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
