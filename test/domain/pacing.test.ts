import test from 'ava';
import {paced} from '../../src/domain/pacing.ts';

/** Nobody waits in truth: the clock is moved by whoever would. */
const instantPace = () => {
  let now = 0;
  return {
    clock: () => new Date(now),
    wait: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
};

const limits = {ratePerSecond: 10, atOnce: 1, endsAt: Number.POSITIVE_INFINITY, isOver: () => false};

test('items are begun in their order, a tenth of a second apart at ten a second', async (t) => {
  const pace = instantPace();
  const begun: [string, number][] = [];

  await paced(['a', 'b', 'c'], limits, pace, async (item) => {
    begun.push([item, pace.clock().getTime()]);
  });

  t.deepEqual(begun, [
    ['a', 0],
    ['b', 100],
    ['c', 200],
  ]);
});

test('nothing is begun at the end or after it', async (t) => {
  const begun: string[] = [];

  await paced(['a', 'b', 'c'], {...limits, endsAt: 200}, instantPace(), async (item) => {
    begun.push(item);
  });

  t.deepEqual(begun, ['a', 'b']);
});

test('after a failure nothing more is begun, and what was begun is ended', async (t) => {
  const begun: string[] = [];
  const ended: string[] = [];

  await t.throwsAsync(
    paced(['a', 'b', 'c', 'd'], {...limits, atOnce: 2}, instantPace(), async (item) => {
      begun.push(item);
      if (item === 'a') throw new Error('no a');
      await new Promise(setImmediate);
      ended.push(item);
    }),
    {message: 'no a'},
  );

  t.deepEqual(
    begun.filter((item) => item !== 'a'),
    ended,
  );
  t.false(begun.includes('d'));
});

test('without items nothing happens', async (t) => {
  await paced([], limits, instantPace(), async () => t.fail());
  t.pass();
});
