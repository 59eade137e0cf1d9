import test from 'ava';
import {withinTime} from '../../src/adapters/time-limit.ts';

test('what is quick enough is returned as it is', (t) => {
  const value = {a: [1]};

  t.is(
    withinTime(1000, () => value),
    value,
  );
});

/** On a machine that is busy with other tests the processor time may not be had, which is said. */
const isStopped = (act: () => unknown): boolean => {
  try {
    return withinTime(50, act) === undefined;
  } catch (error) {
    return /the machine is busy$/.test(String(error));
  }
};

test('a loop and a regular expression without end are stopped', (t) => {
  const loop = () => {
    for (;;);
  };

  t.true(isStopped(loop));
  t.true(isStopped(() => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`)));
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
