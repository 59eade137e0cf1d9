// The product with a safeguard taken away, by injection: whether the proof would notice.
import {mimeMessage} from '../../src/adapters/mailer.ts';
import type {Mail} from '../../src/domain/mails.ts';
import {date, mailsOf, type Put, plainConfig, plainNews, reader} from './places.ts';
import type {Compose} from './try-places.ts';

export type Sabotage = {readonly name: string; readonly put: Put; readonly compose?: Compose};

/** What every validation lets through. */
const anyTitle: Put = async (title) => mailsOf({kinds: ['new-post'], news: {...plainNews, title}});
const anyName: Put = async (name) => mailsOf({kinds: ['welcome'], subscriber: {...reader, name}});
const retitled =
  (change: (mail: Mail, title: string) => Partial<Mail>): Put =>
  async (title) => {
    const plain = await mailsOf({config: plainConfig});
    if ('refused' in plain) return plain;
    return {
      mails: plain.mails.map((written) => ({...written, mail: {...written.mail, ...change(written.mail, title)}})),
    };
  };
const anySender = retitled((_, fromName) => ({fromName}));
const anyList = retitled(({list}, title) => (list ? {list: {...list, title}} : {}));

const standIn = 'stand-in';

/** The mail with a plain word in `place`, and then the true one written over it: neither checked nor encoded. */
const unchecked =
  (place: 'subject' | 'fromName' | 'list'): Compose =>
  async (mail, sender) => {
    const {list} = mail;
    const plain: Mail =
      place === 'list' ? {...mail, ...(list && {list: {...list, title: standIn}})} : {...mail, [place]: standIn};
    const words = place === 'list' ? (list?.title ?? '') : mail[place];
    const message = (await mimeMessage(plain, sender, date)).toString('latin1');
    return Buffer.from(
      message.replace(standIn, () => Buffer.from(words).toString('latin1')),
      'latin1',
    );
  };

/** The page as it would be if nobody escaped this text. */
const unescaped =
  (put: Put): Put =>
  async (text) => {
    const [taken, plain] = [await put(text), await put(standIn)];
    if ('refused' in taken || 'refused' in plain) return taken;
    const raw = (n: number) => plain.mails[n]?.mail.html.replaceAll(standIn, () => text) ?? '';
    return {mails: taken.mails.map(({mail, ...written}, n) => ({...written, mail: {...mail, html: raw(n)}}))};
  };

export const sabotages: readonly Sabotage[] = [
  {name: 'any title of a post is taken', put: anyTitle},
  {name: 'any name of a sender is taken', put: anySender},
  {name: 'any name of a list is taken', put: anyList},
  {name: 'any title of a post is taken, and is the subject as it is', put: anyTitle, compose: unchecked('subject')},
  {name: 'any name of a sender is taken, and stands there as it is', put: anySender, compose: unchecked('fromName')},
  {name: 'any name of a list is taken, and stands there as it is', put: anyList, compose: unchecked('list')},
  {name: 'any name is taken, and nobody escapes it', put: unescaped(anyName)},
  {name: 'nobody escapes the title of a post', put: unescaped(anyTitle)},
];
