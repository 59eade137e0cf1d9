import test from 'ava';
import {differences} from '../../bench/cost-check.ts';
import type {PhotoCounts} from '../../bench/cost-counts.ts';

const expected = {states: ['ClaimPhoto', 'ResizePhoto'], thumbnails: 2};
const counts: PhotoCounts = {
  name: 'boats',
  states: ['ClaimPhoto', 'ResizePhoto'],
  puts: ['photos/1/a-320.avif', 'photos/1/b-640.avif', 'originals/1'],
  gets: 2,
  runLog: {plain: 1, withData: 2},
  callLog: 1,
  billedMs: {validate: 1, resize: 1},
  recordBytes: 1,
};

test('a run that did what the model says differs in nothing', (t) => {
  t.deepEqual(differences(counts, expected), []);
});

const differs = test.macro({
  exec: (t, counted: Partial<PhotoCounts>, sentence: string) =>
    t.deepEqual(differences({...counts, ...counted}, expected), [sentence]),
  title: (_, counted: Partial<PhotoCounts> = {}) =>
    `a run that counts other ${Object.keys(counted)[0]} is told of in one sentence`,
});

test(differs, {states: ['ClaimPhoto']}, 'boats: expected 2 states (ClaimPhoto, ResizePhoto), got 1 (ClaimPhoto)');
test(
  differs,
  {puts: ['photos/1/a-320.avif', 'originals/1']},
  'boats: expected 2 thumbnails to be put, as the ladder has it, got 1',
);
test(differs, {gets: 3}, 'boats: expected the file to be read twice, got 3 times');

test('an original that is put twice, or not at all, is told of', (t) => {
  const puts = ['photos/1/a-320.avif', 'photos/1/b-640.avif'];

  t.deepEqual(differences({...counts, puts}, expected), ['boats: expected one more PUT, of the original, got 0']);
  t.deepEqual(differences({...counts, puts: [...puts, 'originals/1', 'originals/1']}, expected), [
    'boats: expected one more PUT, of the original, got 2',
  ]);
});
