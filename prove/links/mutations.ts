// Everything that a stranger with links of the blog in hand may make of them.
import {createHash, createHmac} from 'node:crypto';
import {subscriberId} from '../../src/domain/addresses.ts';
import type {LinkKey} from '../../src/domain/links.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {genuine, keys, now, purposes, reader, rotatedOut, type Signed, sign, strangers} from './link-world.ts';

/** What `link`, one that is good, becomes. */
export type Mutation = (link: Signed, chance: Chance) => string;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const lookAlikes: Readonly<Record<string, string>> = {
  ...{
    a: 'а',
    c: 'с',
    e: 'е',
    i: 'і',
    o: 'о',
    p: 'р',
    s: 'ѕ',
    x: 'х',
    y: 'у',
    A: 'Α',
    B: 'Β',
    E: 'Ε',
    H: 'Η',
    K: '\u212a',
  },
  ...{
    '.': '．',
    '-': '‐',
    _: '＿',
    0: '０',
    1: '１',
    2: '２',
    3: '３',
    4: '４',
    5: '５',
    6: '６',
    7: '７',
    8: '８',
    9: '９',
  },
};
const blanks = [' ', '\t', '\n', '\r\n', '\0', '\u00a0', '\u200b', '\ufeff', '+', '%20', '%00'];
const separators = ['.', '..', ',', ';', ':', '/', '|', '\u3002', '%2E', '\0', ''];
const nowSeconds = Math.floor(now.getTime() / 1000);
const expiries = [
  ...[
    'never',
    'NEVER',
    'Never',
    ' never',
    'never ',
    '',
    '0',
    '-1',
    '-0',
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    'undefined',
  ],
  ...['true', '1e99', '9e15', '0x7fffffff', '0b1', '1_000', '١٢٣', '99999999999999999999', `${nowSeconds + 3600}.5`],
  ...[
    `${nowSeconds + 3600}`,
    ` ${nowSeconds + 3600}`,
    `${nowSeconds + 3600} `,
    `0${nowSeconds + 3600}`,
    `+${nowSeconds + 3600}`,
  ],
  ...[`${nowSeconds + 3600}000`, `${nowSeconds - 1}`, '2999-01-01', '[]', '{}'],
];

const partsOf = ({token}: Signed): string[] => token.split('.');
const withPart = (link: Signed, index: number, part: string): string => partsOf(link).with(index, part).join('.');
const other = <T>(chance: Chance, all: readonly T[], one: T): T => chance.pick(all.filter((each) => each !== one));
const macOf = (secret: string | Buffer, claim: string, hash = 'sha256'): string =>
  createHmac(hash, secret).update(claim).digest('base64url');
const claimOf = ({token}: Signed): string => token.slice(0, token.lastIndexOf('.'));

/** The claim with something about it changed, signed by whoever pleases. */
const forged = ({purpose, id, expiry}: Signed, keyId: string, secret: string | Buffer): string => {
  const claim = [purpose, keyId, id, expiry].join('.');
  return `${claim}.${macOf(secret, claim)}`;
};

const flipBit = (text: string, chance: Chance): string => {
  const bytes = Buffer.from(text);
  const at = chance.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
  return bytes.toString();
};

const insert = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);

/** The 43 characters of a signature stand for 258 bits, of which 256 count: the last has three more spellings. */
const respelled = (link: Signed, chance: Chance): string => {
  const mac = partsOf(link)[4] ?? '';
  const last = alphabet.indexOf(mac.at(-1) ?? '');
  return withPart(link, 4, mac.slice(0, -1) + alphabet[(last & ~3) | ((last + 1 + chance.below(3)) & 3)]);
};

/** Where several letters change or only one, so that a rule about the first is seen too. */
const changedCase = (text: string, chance: Chance): string => {
  const letters = [...text.matchAll(/[A-Za-z]/g)].map(({index}) => index);
  const which = chance.isLess(0.5)
    ? new Set([chance.pick(letters)])
    : new Set(letters.filter(() => chance.isLess(0.5)));
  return [...text]
    .map((one, index) => (which.has(index) ? (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()) : one))
    .join('');
};

const hexOf = (character: string): string => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;

export const mutations: Readonly<Record<string, Mutation>> = {
  'one bit of it': ({token}, chance) => flipBit(token, chance),
  'one bit of the signature': (link, chance) => withPart(link, 4, flipBit(partsOf(link)[4] ?? '', chance)),
  'some bits of it': ({token}, chance) =>
    Array.from({length: 2 + chance.below(6)}).reduce<string>((text) => flipBit(text, chance), token),
  'one character': ({token}, chance) => {
    const at = chance.below(token.length);
    return token.slice(0, at) + alphabet[chance.below(64)] + token.slice(at + 1);
  },
  'two characters swapped': ({token}, chance) => {
    const at = chance.below(token.length - 1);
    return token.slice(0, at) + token[at + 1] + token[at] + token.slice(at + 2);
  },
  'another purpose': (link, chance) => withPart(link, 0, other(chance, purposes, link.purpose)),
  'no such purpose': (link, chance) =>
    withPart(
      link,
      0,
      chance.pick(['', 'admin', 'erase', '*', 'confirm,unsubscribe', '__proto__', 'constructor', 'return\0']),
    ),
  'another subscriber': (link, chance) => withPart(link, 2, subscriberId(reader(chance.below(100)))),
  'no subscriber': (link, chance) =>
    withPart(
      link,
      2,
      chance.pick(['', '*', '..', '__proto__', 'budget#2026-03-01', `${link.id}#mail`, `${link.id}${link.id}`]),
    ),
  'the id of the other key': (link, chance) =>
    withPart(link, 1, other(chance, keys, link.key as (typeof keys)[number]).id),
  'the id of a key that is no more': (link) => withPart(link, 1, rotatedOut.id),
  'no such key': (link, chance) =>
    withPart(
      link,
      1,
      chance.pick(['', '0', 'toString', '__proto__', 'undefined', link.key.id.slice(0, 7), `${link.key.id}A`]),
    ),
  'another expiry': (link, chance) => withPart(link, 3, chance.pick(expiries)),
  'no expiry at all': (link) => partsOf(link).toSpliced(3, 1).join('.'),
  'another spelling of the same signature': respelled,
  'padding behind it': ({token}, chance) => token + '='.repeat(1 + chance.below(3)),
  'the other alphabet of base64': (link) =>
    `${withPart(link, 4, (partsOf(link)[4] ?? '').replaceAll('-', '+').replaceAll('_', '/'))}=`,
  'the signature in hexadecimal': (link) =>
    withPart(link, 4, Buffer.from(partsOf(link)[4] ?? '', 'base64url').toString('hex')),
  'its beginning': ({token}, chance) => token.slice(0, chance.below(token.length)),
  'its end': ({token}, chance) => token.slice(1 + chance.below(token.length - 1)),
  'its signature cut short': ({token}, chance) => token.slice(0, -(1 + chance.below(43))),
  'no signature': (link, chance) =>
    claimOf(link) + chance.pick(['', '.', '.none', '.null', '.undefined', '..', '.AAAA']),
  'twice in a row': ({token}, chance) => token + chance.pick(separators) + token,
  'two in a row': ({token}, chance) => token + chance.pick(separators) + chance.pick(genuine).token,
  'something behind it': ({token}, chance) =>
    token + chance.pick([...blanks, ...separators.slice(0, -1), '&', '#', '?token=', 'A']),
  'something before it': ({token}, chance) =>
    chance.pick([...blanks, ...separators.slice(0, -1), 'token=', 'A', '\u202e']) + token,
  'something amid it': ({token}, chance) =>
    insert(token, 1 + chance.below(token.length - 1), chance.pick([...blanks, '.', 'A', '\u0301', '\u200d'])),
  'one part more': (link, chance) =>
    partsOf(link)
      .toSpliced(chance.below(6), 0, chance.pick(['', 'A', 'never', ...purposes]))
      .join('.'),
  'one part less': (link, chance) => partsOf(link).toSpliced(chance.below(5), 1).join('.'),
  'its parts in another order': (link, chance) => {
    const [a, b] = [chance.below(5), chance.below(5)];
    const parts = partsOf(link);
    return parts
      .with(a, parts[b] ?? '')
      .with(b, parts[a] ?? '')
      .join('.');
  },
  'other separators': ({token}, chance) => token.split('.').join(chance.pick(separators.slice(1))),
  'the claim of one and the signature of another': (link, chance) =>
    withPart(link, 4, partsOf(chance.pick(genuine))[4] ?? ''),
  'parts of many': (_, chance) => [0, 1, 2, 3, 4].map((index) => partsOf(chance.pick(genuine))[index]).join('.'),
  'other letters that look the same': ({token}, chance) => {
    const places = [...token].flatMap((one, index) => (lookAlikes[one] ? [index] : []));
    const at = chance.pick(places);
    return token.slice(0, at) + lookAlikes[token[at] ?? ''] + token.slice(at + 1);
  },
  'other cases': ({token}, chance) => changedCase(token, chance),
  'the id in other cases': (link, chance) => withPart(link, 2, changedCase(link.id, chance)),
  'percent-encoded': ({token}, chance) => {
    const at = chance.below(token.length);
    return token.slice(0, at) + hexOf(token[at] ?? '') + token.slice(at + 1);
  },
  'signed by a stranger under the id of a key': (link) => forged(link, link.key.id, strangers.secret),
  'signed with no secret': (link, chance) =>
    forged(link, link.key.id, chance.pick(['', Buffer.alloc(32), 'undefined', 'null'])),
  'signed with what everybody knows': (link, chance) =>
    forged(link, link.key.id, chance.pick([link.key.id, link.id, link.token, link.purpose])),
  'signed by one key under the id of the other': (link, chance) =>
    forged(link, other(chance, keys, link.key as (typeof keys)[number]).id, link.key.secret),
  'signed by a key that is no more': ({purpose, id}) => sign(rotatedOut, purpose, id).token,
  'signed by a key that is no more under the id of one': (link) => forged(link, link.key.id, rotatedOut.secret),
  'signed by a stranger': ({purpose, id}) => sign(strangers, purpose, id).token,
  'a plain hash for a signature': (link) =>
    `${claimOf(link)}.${createHash('sha256').update(claimOf(link)).digest('base64url')}`,
  'another way to sign, without the key': (link, chance) =>
    `${claimOf(link)}.${macOf('', claimOf(link), chance.pick(['sha1', 'sha512', 'md5']))}`,
  'expired, as it was signed': ({key, id}, chance) =>
    sign(key, chance.pick(['confirm', 'return']), id, {days: -chance.next() * 400}).token,
  'expired, with a new expiry': ({key, id}, chance) =>
    withPart(sign(key, chance.pick(['confirm', 'return']), id, {days: -1}), 3, chance.pick(expiries)),
  'chance alone': (_, chance) =>
    [8, 8, 43, 10, 43].map((length) => Array.from({length}, () => alphabet[chance.below(64)]).join('')).join('.'),
};

export const timelessExpiries = [
  'NaN',
  '',
  'undefined',
  'null',
  'Never',
  'soon',
  '2999-01-01T00:00:00.000Z',
  '-1',
  '0',
];

/** What only a mistake of the blog's own could sign: a link whose end is no time is not good for ever. */
export const signedWithNoTime = (key: LinkKey, expiry: string): string => {
  const [link] = genuine as readonly [Signed, ...Signed[]];
  return forged({...link, expiry}, key.id, key.secret);
};
