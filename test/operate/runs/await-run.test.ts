import test from 'ava';
import {awaitRun, type Waiting} from '../../../operate/runs/await-run.ts';
import type {RunEnd} from '../../../operate/runs/started-runs.ts';
import type {PhotoRecord} from '../../../src/domain/photos.ts';
import {anId, aRecord} from '../../domain/memory-photos.ts';

const began = {id: anId, run: 'r2', version: 3};

/** Each look finds the next of these, and the last of them from then on. */
const world = ({
  records = [aRecord()],
  ends = [],
  isExpress = false,
}: {
  records?: readonly (PhotoRecord | Error)[];
  ends?: readonly (RunEnd | Error | undefined)[];
  isExpress?: boolean;
}) => {
  const asked: string[] = [];
  let [reads, questions] = [0, 0];
  const next = <T>(all: readonly (T | Error)[], index: number): T => {
    const found = all[Math.min(index, all.length - 1)];
    if (found instanceof Error) throw found;
    return found as T;
  };
  const waiting: Waiting = {
    photos: {readRecord: async () => next(records, reads++)},
    runs: {
      endOf: async (run) => {
        asked.push(run);
        return next(ends, questions++);
      },
    },
    isExpress,
    pollMilliseconds: 0,
    wait: async () => {},
    signal: new AbortController().signal,
  };
  return {asked, waiting};
};

const fine = {isFailure: false, reason: ''};
const unreachable = Object.assign(new Error('no network'), {name: 'TimeoutError'});

test('a run is asked until it has ended, also while nobody answers', async (t) => {
  const {asked, waiting} = world({ends: [undefined, unreachable, undefined, fine]});

  t.deepEqual(await awaitRun(waiting, began), fine);

  t.is(asked.length, 4);
});

test('an error that does not pass ends the wait', async (t) => {
  const {waiting} = world({ends: [new Error('not allowed')]});

  await t.throwsAsync(awaitRun(waiting, began), {message: 'not allowed'});
});

test('a run that another one took the photo from is not the end', async (t) => {
  const taken = aRecord({status: 'processing', run: 'r3'});
  const {asked, waiting} = world({ends: [fine, undefined, fine], records: [taken, aRecord()]});

  t.deepEqual(await awaitRun(waiting, began), fine);

  t.deepEqual(asked, ['r2', 'r3', 'r3']);
});

test('an Express run is known by its record alone, once it has written there', async (t) => {
  const before = aRecord({run: 'r1', version: 3});
  const during = aRecord({run: 'r2', version: 4, remaking: true});
  const after = aRecord({status: 'failed', reason: 'our mistake', run: 'r2', version: 5});
  const {asked, waiting} = world({isExpress: true, records: [before, unreachable, during, after]});

  t.deepEqual(await awaitRun(waiting, began), {isFailure: true, reason: 'our mistake'});

  t.deepEqual(asked, []);
});
