import test from 'ava';
import {inTurn, ratio, shown, spread, table} from '../../bench/ratios.ts';

const none = () => {};

test('sides take turns, and the first round only warms up', async (t) => {
  const order: string[] = [];
  const side = (name: 'a' | 'b') => ({name, run: async () => order.push(name)});

  const rounds = await inTurn([side('a'), side('b')], 2, none);

  t.is(order.join(''), 'ababab');
  t.deepEqual(rounds, [
    {a: 3, b: 4},
    {a: 5, b: 6},
  ]);
});

test('each round is reported, the warm-up as 0', async (t) => {
  const told: number[] = [];

  await inTurn([{name: 'a', run: async () => 1}], 2, (done) => told.push(done));

  t.deepEqual(told, [0, 1, 2]);
});

test('the median of an even number of values lies between the middle ones', (t) => {
  t.deepEqual(spread([10, 1, 3, 2]), {median: 2.5, min: 1, max: 10});
  t.deepEqual(spread([10, 1, 3]), {median: 3, min: 1, max: 10});
});

test('no values have no spread', (t) => {
  t.throws(() => spread([]), {message: /got none/});
});

test('a ratio is taken pair by pair, so that a slow moment of the machine cancels out', (t) => {
  const rounds = [
    {ours: 1, theirs: 4},
    {ours: 100, theirs: 400},
    {ours: 1, theirs: 5},
  ];

  const times = ratio(
    rounds,
    ({theirs}) => theirs,
    ({ours}) => ours,
  );

  t.deepEqual(times, {median: 4, min: 4, max: 5});
});

test('a spread is shown with its ends, a table in Markdown', (t) => {
  t.is(shown({median: 4, min: 3.96, max: 5}, 1, 'x'), '4.0x (4.0…5.0)');
  t.is(
    table([
      ['', 'wall'],
      ['ours', '1 s'],
    ]),
    '|  | wall |\n| --- | ---: |\n| ours | 1 s |',
  );
});
