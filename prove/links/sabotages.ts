// The check of links with one part of it taken away, by what it is given: whether the proof would notice.
import {createHmac} from 'node:crypto';
import {type LinkPurpose, linkKey} from '../../src/domain/links.ts';
import type {Reader} from './forge.ts';
import {rotatedOut} from './link-world.ts';

export type Sabotage = {readonly name: string; readonly of: (read: Reader) => Reader};

/** What is checked is another token than was brought. */
const reading =
  (change: (token: string, keys: Parameters<Reader>[0]) => string) =>
  (read: Reader): Reader =>
  (keys, purpose, token, now) =>
    read(keys, purpose, change(token, keys), now);

const signature = /[^.]*$/;

/** Gives the token the right signature if the one it has passes `isNear`. */
const forgiving = (isNear: (brought: string, right: string) => boolean) =>
  reading((token, keys) => {
    const [purpose, keyId, id, expiry, brought = '', ...more] = token.split('.');
    const claim = [purpose, keyId, id, expiry].join('.');
    const key = keys.find((one) => one.id === keyId);
    const right = key ? createHmac('sha256', key.secret).update(claim).digest('base64url') : '';
    return more.length === 0 && isNear(brought, right) ? `${claim}.${right}` : token;
  });

export const sabotages: readonly Sabotage[] = [
  {
    name: 'the first eight characters of a signature are enough',
    of: forgiving((brought, right) => brought.slice(0, 8) === right.slice(0, 8)),
  },
  {
    name: 'as much of a signature as there is is compared',
    of: forgiving((brought, right) => right.startsWith(brought)),
  },
  {
    name: 'signatures are compared as bytes',
    of: reading((token) => token.replace(signature, (text) => Buffer.from(text, 'base64url').toString('base64url'))),
  },
  {
    name: 'signatures are equal in upper and lower case',
    of: forgiving((one, two) => one.toLowerCase() === two.toLowerCase()),
  },
  {
    name: 'the purpose is the one of the link',
    of: (read) => (keys, _, token, now) => read(keys, token.split('.')[0] as LinkPurpose, token, now),
  },
  {name: 'nothing expires', of: (read) => (keys, purpose, token) => read(keys, purpose, token, new Date(0))},
  {
    name: 'the key before the one before is still good',
    of: (read) => (keys, purpose, token, now) => read([...keys, rotatedOut], purpose, token, now),
  },
  {
    name: 'an empty secret is a key',
    of: (read) => (keys, purpose, token, now) => {
      const link = read(keys, purpose, token, now);
      return 'id' in link
        ? link
        : read(
            keys.map(({id}) => ({...linkKey(''), id})),
            purpose,
            token,
            now,
          );
    },
  },
  {name: 'blanks around a link are cut off', of: reading((token) => token.trim())},
  {
    name: 'a link is decoded a second time',
    of: reading((token) => new URLSearchParams(`token=${token}`).get('token') ?? ''),
  },
  {name: 'letters that look the same are made the same', of: reading((token) => token.normalize('NFKC'))},
  {name: 'what follows the fifth part does not count', of: reading((token) => token.split('.').slice(0, 5).join('.'))},
];
