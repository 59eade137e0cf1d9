import test from 'ava';
import fc from 'fast-check';
import type {SubscriberId} from '../../src/domain/addresses.ts';
import {type LinkPurpose, linkKey, linkUrl, readLink, signLink, signReturn} from '../../src/domain/links.ts';

const key = linkKey('a secret of the blog');
const olderKey = linkKey('the secret before');
const id = 'x'.repeat(43) as SubscriberId;
const expiresAt = new Date('2026-03-08T12:00:00.000Z');
const inTime = new Date(expiresAt.getTime() - 1);

const tokens = {
  confirm: signLink(key, {purpose: 'confirm', id, expiresAt}),
  unsubscribe: signLink(key, {purpose: 'unsubscribe', id}),
  return: signLink(key, {purpose: 'return', id, expiresAt}),
} satisfies Record<LinkPurpose, string>;

test('a link speaks of the subscriber it was signed for', (t) => {
  t.deepEqual(readLink([key], 'confirm', tokens.confirm, inTime), {id});
  t.deepEqual(readLink([key], 'unsubscribe', tokens.unsubscribe, inTime), {id});
  t.deepEqual(readLink([key], 'return', tokens.return, inTime), {id});
});

test('leaving can be taken back for a day', (t) => {
  const left = new Date('2026-03-01T09:30:00.400Z');
  const token = signReturn(key, id, left);

  t.deepEqual(readLink([key], 'return', token, new Date('2026-03-02T09:29:59.999Z')), {id});
  t.deepEqual(readLink([key], 'return', token, new Date('2026-03-02T09:30:00.400Z')), {refused: 'expired'});
});

test('a link is refused from the moment it expires', (t) => {
  t.deepEqual(readLink([key], 'confirm', tokens.confirm, expiresAt), {refused: 'expired'});
});

test('a link whose end is no time is neither signed nor good for ever', (t) => {
  t.throws(() => signLink(key, {purpose: 'confirm', id, expiresAt: new Date('soon')}), {message: /ends/});
  t.deepEqual(readLink([key], 'confirm', tokens.confirm, new Date('soon')), {refused: 'expired'});
});

test('a link without expiry works for ever', (t) => {
  t.deepEqual(readLink([key], 'unsubscribe', tokens.unsubscribe, new Date('2126-01-01')), {id});
});

test('a link does only what it was signed for', (t) => {
  const purposes = ['confirm', 'unsubscribe', 'return'] as const;
  for (const signedFor of purposes)
    for (const readFor of purposes.filter((purpose) => purpose !== signedFor))
      t.deepEqual(
        readLink([key], readFor, tokens[signedFor], inTime),
        {refused: 'invalid'},
        `${signedFor} as ${readFor}`,
      );
});

test('a link of the key before works while that key is valid, and not afterwards', (t) => {
  const older = signLink(olderKey, {purpose: 'unsubscribe', id});

  t.deepEqual(readLink([key, olderKey], 'unsubscribe', older, inTime), {id});
  t.deepEqual(readLink([key], 'unsubscribe', older, inTime), {refused: 'invalid'});
});

test('a link that someone else signed under the id of our key is refused', (t) => {
  const forged = signLink({id: key.id, secret: 'a guess'}, {purpose: 'confirm', id, expiresAt});

  t.deepEqual(readLink([key], 'confirm', forged, inTime), {refused: 'invalid'});
});

test('a token reaches the page as it was signed, and can add nothing to the address', (t) => {
  const url = (token: string) => new URL(linkUrl('https://blog.example', 'confirm', token));

  t.is(url(tokens.confirm).searchParams.get('token'), tokens.confirm);
  t.true(url(tokens.confirm).href.endsWith(tokens.confirm));
  t.is(url('a&b=c#d"').searchParams.get('token'), 'a&b=c#d"');
});

type Edit = (token: string) => string;
const character = fc.oneof(
  fc.constantFrom(...'abcXYZ019-_.=%+/ '),
  fc.string({unit: 'binary', minLength: 1, maxLength: 1}),
);
const at = (make: (position: number, text: string) => Edit) =>
  fc.tuple(fc.nat(300), character).map(([position, text]) => make(position, text));
const edits: fc.Arbitrary<Edit> = fc.oneof(
  at(
    (position, text) => (token) =>
      token.slice(0, position % token.length) + text + token.slice((position % token.length) + 1),
  ),
  at(
    (position, text) => (token) =>
      token.slice(0, position % (token.length + 1)) + text + token.slice(position % (token.length + 1)),
  ),
  at((position) => (token) => token.slice(0, position % token.length)),
  at((position) => (token) => token.slice(0, position % token.length) + token.slice((position % token.length) + 1)),
  fc
    .tuple(
      fc.nat(4),
      fc.oneof(fc.string(), fc.constantFrom(...Object.values(tokens).flatMap((token) => token.split('.')))),
    )
    .map(
      ([index, part]) =>
        (token: string) =>
          token.split('.').with(index, part).join('.'),
    ),
);

test('no changed token is accepted for any purpose', (t) => {
  const purpose = fc.constantFrom<LinkPurpose>('confirm', 'unsubscribe', 'return');
  fc.assert(
    fc.property(purpose, purpose, edits, (signedFor, readFor, edit) => {
      const changed = edit(tokens[signedFor]);
      fc.pre(changed !== tokens[signedFor]);
      return 'refused' in readLink([key, olderKey], readFor, changed, inTime);
    }),
    {seed: 7, numRuns: 20_000},
  );
  t.pass();
});
