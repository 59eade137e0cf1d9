import test from 'ava';
import {measureWorks, overPhotos, ratiosOf} from '../../bench/per-photo.ts';

const work = (name: string) => ({photo: {name, path: name}, steps: []});

test('a photo has the median of its pairs, all photos the median of theirs', async (t) => {
  const ours = [1, 1, 9, 1, 1, 2, 8, 2];
  const sides = {ours: async () => ours.shift() ?? 0, theirs: async () => 4};

  const measured = await measureWorks(sides, [work('one'), work('two')], 3);
  const ratios = ratiosOf(measured, 'ours', 'theirs');

  t.deepEqual(
    ratios.map(({photo, of}) => [photo.name, of]),
    [
      ['one', {median: 0.25, min: 0.25, max: 2.25}],
      ['two', {median: 0.5, min: 0.5, max: 2}],
    ],
  );
  t.deepEqual(overPhotos(ratios), {median: 0.375, min: 0.25, max: 0.5});
});
