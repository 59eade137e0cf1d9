import test from 'ava';
import * as z from 'zod/mini';
import {BlogError} from '../../src/domain/errors.ts';
import {etagOf, expectationOf, preconditions} from '../../src/domain/preconditions.ts';

const parsed = (headers: object) => z.safeParse(preconditions, headers);
const expected = (headers: object) => expectationOf(z.parse(preconditions, headers));

for (const tag of ['"7"', 'W/"7"', '"7-1f2e3d4c"', 'W/"7-abc"'])
  test(`If-Match: ${tag} expects version 7`, (t) => {
    t.deepEqual(expected({'if-match': tag}), {version: 7});
  });

for (const tag of [
  '7',
  '"7',
  '7"',
  '"0"',
  '"07"',
  '"-7"',
  '"7.5"',
  '""',
  '*',
  '"7", "8"',
  'w/"7"',
  '"7-"',
  '"9007199254740993"',
])
  test(`If-Match: ${tag} is refused`, (t) => {
    t.false(parsed({'if-match': tag}).success);
  });

test('If-None-Match: * expects no post, and no other value does', (t) => {
  t.is(expected({'if-none-match': '*'}), 'absent');
  t.false(parsed({'if-none-match': '"7"'}).success);
});

test('a change says what it expects, once', (t) => {
  const neither = t.throws(() => expected({'content-type': 'application/json'}), {instanceOf: BlogError});
  const both = t.throws(() => expected({'if-match': '"7"', 'if-none-match': '*'}), {instanceOf: BlogError});

  t.is(neither.code, 'precondition-required');
  t.is(both.code, 'invalid-request');
});

test('an answer carries the tag that a change may expect', (t) => {
  t.is(etagOf(7), '"7"');
  t.is(etagOf(7, '1f2e3d4c'), '"7-1f2e3d4c"');
  t.deepEqual(expected({'if-match': etagOf(7, '1f2e3d4c')}), {version: 7});
});
