import test from 'ava';
import {withinTime} from '../../src/adapters/time-limit.ts';

test('what is quick enough is returned as it is', (t) => {
  const value = {a: [1]};

  t.is(
    withinTime(1000, () => value),
    value,
  );
});

test('a loop and a regular expression without end are stopped', (t) => {
  const loop = () => {
    for (;;);
  };

  t.is(withinTime(50, loop), undefined);
  t.is(
    withinTime(50, () => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`)),
    undefined,
  );
});

test('what is thrown is thrown on', (t) => {
  const error = new RangeError('deep');

  t.is(
    t.throws(() =>
      withinTime(1000, () => {
        throw error;
      }),
    ),
    error,
  );
});
