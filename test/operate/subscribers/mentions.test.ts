import test from 'ava';
import {mentions} from '../../../operate/subscribers/mentions.ts';
import {emailAddress, subscriberId} from '../../../src/domain/addresses.ts';

const email = emailAddress.parse('Ada+b@bücher.example');
const id = subscriberId(email);
const isAbout = mentions({email, id});

const found = test.macro({
  exec: (t, value: unknown, expected: boolean) => {
    t.is(isAbout(value), expected);
  },
  title: (what, _, expected) => `${what} ${expected ? 'is about them' : 'is about somebody else'}`,
});

test('the address as it was typed', found, 'ada+B@BÜCHER.example', true);
test('the address in A-labels', found, {to: ['ada+b@xn--bcher-kva.example']}, true);
test('the address under its display name', found, 'Ada <ada+b@xn--bcher-kva.example>', true);
test('the address in quotes, at the end of a sentence', found, "no such user 'ada+b@xn--bcher-kva.example'.", true);
test('the address in a link', found, 'mailto:x?to=ada%2Bb or ada+b%40xn--bcher-kva.example', true);
test('the address in a link that writes + otherwise', found, 'to=ada%2Bb%40xn--bcher-kva.example', true);
test('a key that is the address', found, {[email]: 1}, true);
test('JSON within JSON', found, JSON.stringify({Message: JSON.stringify({to: `a\n${email}`})}), true);
test('the id in a key of the table', found, {pk: {S: `subscriber#${id}`}}, true);
test('the id in a token', found, `https://blog.example/?token=unsubscribe.k.${id}.never.s`, true);
test('a longer local part', found, `x${email}`, false);
test('a local part with a tag', found, `c+${email}`, false);
test('a longer domain', found, `${email}.org`, false);
test('a longer last label', found, `${email}s`, false);
test('an address whose dots are other letters', found, 'ada+b@xn--bcher-kvaXexample', false);
test('another id', found, {pk: {S: 'subscriber#another'}}, false);
test('a number', found, [1, null, undefined, true], false);
