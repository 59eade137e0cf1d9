import test from 'ava';
import {leastPairs, parsePairs} from '../../bench/pairs.ts';
import {UserError} from '../../operate/user-error.ts';

test('seven pairs are the least', (t) => {
  t.is(leastPairs, 7);
  t.is(parsePairs('7'), 7);
  t.is(parsePairs('9999'), 9_999);
});

for (const text of ['6', '10000', '7.5', '-8', '1e3', 'many', '']) {
  test(`'${text}' pairs are refused in a sentence`, (t) => {
    t.throws(() => parsePairs(text), {
      instanceOf: UserError,
      message: `expected --pairs with a number from 7 to 9999, got '${text}'`,
    });
  });
}
