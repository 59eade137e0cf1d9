import test from 'ava';
import type {Run} from '../../../operate/runs/run-history.ts';
import {tellNewest} from '../../../operate/runs/run-list.ts';
import type {ListedRun} from '../../../operate/runs/run-source.ts';
import {UserError} from '../../../operate/user-error.ts';
import {recordedRun} from './histories.ts';

const ready = recordedRun('ready');
const failed = recordedRun('failed');
const other = {...ready, photo: '01KHJ7Q8V4T3M5N7P9R1S2W601'};

/** Runs, newest first, of which it is known how many were read. */
const sourceOf = (runs: readonly Run[]) => {
  const read: Run[] = [];
  const newest = async function* (): AsyncGenerator<ListedRun> {
    for (const run of runs)
      yield {
        startedAt: run.startedAt,
        status: run.status === 'failed' ? 'FAILED' : 'SUCCEEDED',
        read: async () => {
          read.push(run);
          return run;
        },
      };
  };
  return {newest, read};
};

const tellAll = async (runs: readonly Run[], filter: {photo?: string; statuses?: Run['status'][]}, limit = 10) => {
  const source = sourceOf(runs);
  const told: Run[] = [];
  const found = await tellNewest(source, {filter: {statuses: [], ...filter}, limit}, (run) => told.push(run));
  return {...found, told, read: source.read};
};

test('the limit counts the runs that match', async (t) => {
  const runs = [failed, ready, failed, ready, failed, ready];

  const {told, read} = await tellAll(runs, {statuses: ['ready']}, 2);

  t.deepEqual(told, [ready, ready]);
  t.deepEqual(read, [ready, ready]);
});

test('a thousand runs are looked at, and it is said that no more were', async (t) => {
  const many = Array.from({length: 1500}, () => failed);

  const {found, note} = await tellAll([...many, ready], {statuses: ['ready']});

  t.is(found, 0);
  t.is(note, 'looked at the newest 1000 runs, and no further');
  t.is((await tellAll([...many.slice(0, 998), ready], {statuses: ['ready']})).note, undefined);
});

test('a run from before the ticket of its photo is not read', async (t) => {
  const old = {...ready, startedAt: new Date(0)};

  const {told, read, note} = await tellAll([...Array.from({length: 1500}, () => old)], {photo: ready.photo ?? ''});

  t.deepEqual([told, read, note], [[], [], undefined]);
});

test('the beginning of an id is that of the photo whose runs are found', async (t) => {
  const {told, filter, found} = await tellAll([ready, other, ready, ready], {photo: '01K9'}, 2);

  t.deepEqual(told, [ready, ready]);
  t.deepEqual([filter.photo, found], [ready.photo, 2]);
});

test('the beginning of several photos ids is refused before anything is told', async (t) => {
  const told: Run[] = [];

  await t.throwsAsync(
    tellNewest(sourceOf([ready, failed]), {filter: {photo: '01K9', statuses: []}, limit: 1}, (run) => told.push(run)),
    {instanceOf: UserError, message: /^expected the beginning of one photo's id, got '01K9', with which 2 begin/},
  );
  t.deepEqual(told, []);
});
