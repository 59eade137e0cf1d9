import test from 'ava';
import fc from 'fast-check';
import {bearerToken, isAuthorToken} from '../../src/domain/author-tokens.ts';

test('the current token and the one before are valid', (t) => {
  t.true(isAuthorToken('new', ['new', 'old']));
  t.true(isAuthorToken('old', ['new', 'old']));
});

test('no other token is valid', (t) => {
  for (const token of ['', 'ne', 'neww', 'NEW', 'new ', 'old,new']) t.false(isAuthorToken(token, ['new', 'old']));
  t.false(isAuthorToken('new', []));
  fc.assert(
    fc.property(fc.string(), (token) => isAuthorToken(token, ['a-token']) === (token === 'a-token')),
    {seed: 3, numRuns: 500},
  );
});

test('a token is read from a header of the Bearer scheme alone', (t) => {
  t.is(bearerToken('Bearer a.b-c_d~e+/='), 'a.b-c_d~e+/=');
  t.is(bearerToken('bearer  a'), 'a');
  for (const header of ['', 'a', 'Bearer', 'Bearer ', 'Basic a', 'Bearer a b', ' Bearer a', 'Bearer a\n', 'Bearer é'])
    t.is(bearerToken(header), undefined, header);
  t.is(bearerToken(`Bearer ${'a'.repeat(512)}`)?.length, 512);
  t.is(bearerToken(`Bearer ${'a'.repeat(513)}`), undefined);
});
