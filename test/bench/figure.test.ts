import test from 'ava';
import {missesOf, type Row, rowsTable} from '../../bench/figure.ts';

const reached: Row = {what: 'a', measured: '0.30', goal: {text: 'at most 0.40', reached: true}};
const missed: Row = {what: 'b', measured: '0.50', goal: {text: 'at most 0.40', reached: false}};
const shown: Row = {what: 'c', measured: '0.60'};

test('a missed goal is a sentence with what was got', (t) => {
  t.deepEqual(missesOf([reached, missed, shown]), ["expected at most 0.40 for 'b', got 0.50"]);
});

test('the table says of each goal whether it is reached, and has figures without one', (t) => {
  t.deepEqual(rowsTable([reached, missed, shown]).split('\n').slice(2), [
    '| a | 0.30 | at most 0.40: reached |',
    '| b | 0.50 | at most 0.40: **missed** |',
    '| c | 0.60 | – |',
  ]);
});
