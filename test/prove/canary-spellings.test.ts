import test from 'ava';
import {searchFor} from '../../prove/canaries/spellings.ts';

const canary = {what: 'a canary', word: 'kanarienvogel7address'};
const signature = {what: 'a token', word: '8Jx-k2_AbcDEfGhIjKlMnOpQrStUvWxYz0123456789'};
const search = searchFor([canary, signature]);
const address = `${canary.word}@mail.example`;

const base64At = (before: number) => Buffer.from(`${'x'.repeat(before)}${address} and more`).toString('base64');

const spellings: Readonly<Record<string, string>> = {
  'as it is': address,
  'in upper case': address.toUpperCase(),
  'percent-encoded': encodeURIComponent(address),
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(address)),
  'percent-encoded letter by letter': [...address].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
  'in base64': base64At(0),
  'in base64, a letter later': base64At(1),
  'in base64, two letters later': base64At(2),
  'in base64 of upper case': Buffer.from(address.toUpperCase()).toString('base64'),
  'in base64url': Buffer.from(`>>>???${address}`).toString('base64url'),
  'in base64, broken into lines': base64At(1).replaceAll(/.{9}/g, '$&\r\n'),
  'in hex': Buffer.from(address).toString('hex').toUpperCase(),
  'in quoted-printable': address.replace('@', '=40'),
  'in quoted-printable, broken in the middle': `${address.slice(0, 9)}=\r\n${address.slice(9)}`,
  'in HTML': address.replace('@', '&#64;'),
  'in UTF-16': Buffer.from(address, 'utf16le').toString('latin1'),
  'in JSON in JSON': JSON.stringify(JSON.stringify({email: address})),
};

for (const [how, text] of Object.entries(spellings))
  test(`a canary is found ${how}`, (t) => {
    t.deepEqual(search(Buffer.from(`before ${text} after`, 'latin1')), [canary]);
  });

test('the signature of a token is found, also in base64', (t) => {
  t.deepEqual(search(`/confirm?token=confirm.key.id.never.${signature.word}`), [signature]);
  t.deepEqual(search(Buffer.from(`a token ${signature.word}`).toString('base64')), [signature]);
});

test('nothing is found in what has no canary', (t) => {
  t.deepEqual(search('kanarienvogel8address@mail.example and 8Jx-k2_AbcDEfGhIjKlMnOpQrStUvWxYz'), []);
});
