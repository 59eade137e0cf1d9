import test from 'ava';
import {inBrief, sum, type Tally, tallyLines} from '../../../operate/redrive/redrive-tally.ts';

const told = test.macro({
  exec: (t, tally: Tally, brief: string, lines: readonly string[]) => {
    t.is(inBrief(tally), brief);
    t.deepEqual(tallyLines(tally), lines);
  },
  title: (_, {replayed, left}: Tally) => `${replayed} replayed and ${left.length} left are told as such`,
});

test(told, {replayed: 0, left: []}, 'nothing', ['nothing to replay']);
test(told, {replayed: 7, left: []}, '7 replayed', ['7 replayed; nothing is left']);
test(told, {replayed: 1, left: ['a']}, '1 replayed, 1 could not be', ['1 replayed; 1 thing could not be:', '  a']);
test(told, {replayed: 0, left: ['a', 'b', 'a']}, '0 replayed, 3 could not be', [
  '0 replayed; 3 things could not be:',
  '  2 times: a',
  '  b',
]);

test('the tallies of all places add up', (t) => {
  const tallies = [
    {replayed: 2, left: ['a']},
    {replayed: 3, left: ['b']},
  ];

  t.deepEqual(sum(tallies), {replayed: 5, left: ['a', 'b']});
});
