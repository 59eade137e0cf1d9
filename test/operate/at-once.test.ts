import test from 'ava';
import {atOnce} from '../../operate/at-once.ts';

test('all items are acted on, in order, and never more at once than the limit', async (t) => {
  const begun: number[] = [];
  let [underWay, most] = [0, 0];

  await atOnce([1, 2, 3, 4, 5, 6, 7], {limit: 3}, async (item) => {
    begun.push(item);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
  });

  t.deepEqual(begun, [1, 2, 3, 4, 5, 6, 7]);
  t.is(most, 3);
});

test('once the signal has come, what was begun is ended and nothing else begins', async (t) => {
  const ending = new AbortController();
  const ended: number[] = [];

  await atOnce([1, 2, 3, 4, 5], {limit: 2, signal: ending.signal}, async (item) => {
    await new Promise(setImmediate);
    if (item === 2) ending.abort();
    await new Promise(setImmediate);
    ended.push(item);
  });

  t.deepEqual(ended, [1, 2]);
});

test('once one has failed, nothing else begins', async (t) => {
  const begun: number[] = [];

  const all = atOnce([1, 2, 3, 4, 5], {limit: 2}, async (item) => {
    begun.push(item);
    await new Promise(setImmediate);
    if (item === 1) throw new Error('no');
    await new Promise(setImmediate);
  });

  await t.throwsAsync(all, {message: 'no'});
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  t.deepEqual(begun, [1, 2]);
});
