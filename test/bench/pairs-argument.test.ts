import test from 'ava';
import {parsePairs} from '../../bench/pairs-argument.ts';

test('seven pairs are the least and the default', (t) => {
  t.is(parsePairs([]), 7);
  t.is(parsePairs(['--pairs', '12']), 12);
});

for (const args of [['--pairs', '6'], ['--pairs', 'many'], ['--pairs'], ['--rounds', '9'], ['9']])
  test(`${args.join(' ')} is refused in a sentence`, (t) => {
    t.throws(() => parsePairs(args), {name: 'Error', message: /--pairs|--rounds|'9'/});
  });
