// What is wrong with a finished mail, as the servers on its way, the program of its reader and their screen would see it.
import {Parser} from 'htmlparser2';
import PostalMime, {type Address} from 'postal-mime';
import type {Written} from './places.ts';

const always = ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];
const ofLists = ['list-id', 'list-unsubscribe', 'list-unsubscribe-post'];
const maxLineOctets = 998;

type Header = {readonly name: string; readonly value: string};

/** RFC 5322, 2.2: a name, a colon, and lines that go on with a blank. Whatever else stands there has no name. */
const headersOf = (head: string): readonly Header[] =>
  head
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .map((line) => {
      const [, name = '', value = ''] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
      return {name: name.toLowerCase(), value};
    });

const sameNames = (got: readonly string[], wanted: readonly string[]): boolean =>
  got.toSorted().join() === wanted.toSorted().join();

const wrongBytes = (text: string): readonly string[] => [
  ...(/(?<!\r)\n|\r(?!\n)/.test(text) ? ['a bare CR or LF'] : []),
  ...(/\0/.test(text) ? ['a NUL'] : []),
  ...(/[\x80-\xff]/.test(text) ? ['a byte that is no ASCII'] : []),
  ...(text.split('\r\n').some(({length}) => length > maxLineOctets) ? ['a line of more than 998 octets'] : []),
];

/** RFC 2047, 5: in quotes nothing is an encoded word, though some programs read it as one. */
const quoted = (words: string): string => `"${words.replaceAll(/[\\"]/g, '\\$&')}"`;

const readable = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

export const wrongMessage = async (message: Buffer, {mail, sender}: Written): Promise<readonly string[]> => {
  const {to, fromName, subject, list} = mail;
  const {address, replyTo} = sender;
  const text = message.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const headers = headersOf(text.slice(0, end));
  const names = headers.map(({name}) => name);
  const wanted = [...always, ...(list ? ofLists : []), ...(replyTo ? ['reply-to'] : [])];
  const rawOf = (wantedName: string) => headers.find(({name}) => name === wantedName)?.value;
  const parsed = await PostalMime.parse(message);
  const isOne = (got: readonly Address[] | undefined, one: string | undefined) =>
    one === undefined ? got === undefined : got?.length === 1 && got[0]?.address === one;
  return [
    ...wrongBytes(text),
    ...(/[^\t\x20-\x7e\r\n]/.test(text.slice(0, end)) ? ['a control character in a header'] : []),
    ...(sameNames(names, wanted) ? [] : [`the headers ${names.join(', ')}`]),
    ...(sameNames(
      parsed.headers.map(({key}) => key),
      wanted,
    )
      ? []
      : ['other headers, to a parser']),
    ...(rawOf('to') === to ? [] : [`To: ${rawOf('to')}`]),
    ...(isOne(parsed.to, to) ? [] : ['another recipient, to a parser']),
    ...(parsed.cc || parsed.bcc ? ['further recipients'] : []),
    ...(parsed.from?.address === address ? [] : [`From: ${rawOf('from')}`]),
    ...(isOne(parsed.replyTo, replyTo) ? [] : [`Reply-To: ${rawOf('reply-to')}`]),
    ...(readable(parsed.from?.name ?? '') === readable(fromName) ||
    readable(rawOf('from') ?? '') === readable(`${quoted(fromName)} <${address}>`)
      ? []
      : ['another name of the sender']),
    ...(readable(parsed.subject ?? '') === readable(subject) ? [] : ['another subject']),
    ...(!list || rawOf('list-unsubscribe') === `<${list.oneClickUrl}>` ? [] : ['another link to leave']),
    ...(!list || rawOf('list-id')?.endsWith(`<${list.id}>`) ? [] : ['another list']),
    ...(readable(parsed.text ?? '') === readable(mail.text) ? [] : ['another text']),
    ...(readable(parsed.html ?? '') === readable(mail.html) ? [] : ['another page']),
    ...(parsed.attachments.length === 0 ? [] : ['an attachment']),
  ];
};

/** Of what elements and attributes a page is, without what a reader would read, and with that alone. */
const pageOf = (html: string, urls: readonly string[]) => {
  const elements: string[] = [];
  let words = '';
  const shown = (attribute: string, value: string): string => {
    if (attribute === 'alt' || attribute === 'lang') return attribute;
    const at = urls.findIndex((url) => value.startsWith(url));
    const target = at < 0 ? value : `url ${at}${value.slice(urls[at]?.length)}`;
    // It is another one for each reader.
    return `${attribute}=${target.replace(/token=[\w.-]+$/, 'token')}`;
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      elements.push(
        `<${name} ${Object.entries(attributes)
          .map(([key, value]) => shown(key, value))
          .join(' ')}>`,
      );
    },
    ontext: (text) => {
      words += text;
    },
    oncomment: (text) => elements.push(`<!--${text}-->`),
    onprocessinginstruction: (name) => elements.push(`<${name}>`),
  });
  parser.end(html);
  // The preview of a short text is filled up with blanks in an element of their own, that of a long one is not.
  return {skeleton: elements.filter((element) => element !== '<div >').join('\n'), words: readable(words)};
};

/** Compared with the mail that says nothing hostile: whatever was written into this one is text, and nothing else. */
export const wrongPage = ({mail: {html, subject, text}, urls}: Written, plain: Written): readonly string[] => {
  const page = pageOf(html, urls);
  return [
    ...(page.skeleton === pageOf(plain.mail.html, plain.urls).skeleton ? [] : ['other elements in its page']),
    ...(page.words.includes(readable(subject)) ? [] : ['a page without its subject']),
    ...([html, text, subject].every((one) => one.isWellFormed()) ? [] : ['half a character']),
  ];
};
