import test from 'ava';
import fc from 'fast-check';
import * as z from 'zod/mini';
import {cursorOf, pageRequest, pageView, postPageQuery} from '../../src/domain/cursors.ts';
import {placeAt} from '../../src/domain/post-entries.ts';

const query = z.strictObject(postPageQuery);
const parsed = (input: object) => z.safeParse(query, input);

const moments = fc.date({min: new Date('2000-01-01'), max: new Date('9999-01-01'), noInvalidDate: true});
const slugs = fc.stringMatching(/^[a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,2}$/);

test('a cursor leads back to the place it was made of', (t) => {
  fc.assert(
    fc.property(moments, slugs, (moment, slug) => {
      const place = placeAt(moment.toISOString(), slug);
      const cursor = cursorOf(place);
      t.regex(cursor, /^[\w-]+$/);
      t.is(parsed({cursor}).data?.cursor, place);
    }),
    {seed: 3, numRuns: 200},
  );
});

test('a cursor that was not made by a page is refused', (t) => {
  const good = cursorOf(placeAt('2026-03-01T09:30:00.000Z', 'a'));
  const forged = ['', 'abc', `${good}=`, `${good} `, `${good}A`, cursorOf('published'), cursorOf('2026-03-01#a')];

  for (const cursor of [...forged, cursorOf(`${placeAt('2026-03-01T09:30:00.000Z', 'a')}\n`), 'A'.repeat(5000)])
    t.false(parsed({cursor}).success, cursor);
});

test('a place has one cursor: what is changed in it names another place or is refused', (t) => {
  const made = fc.tuple(moments, slugs).map(([moment, slug]) => cursorOf(placeAt(moment.toISOString(), slug)));
  fc.assert(
    fc.property(made, fc.nat(), fc.string({maxLength: 2}), (cursor, at, inserted) => {
      const index = at % (cursor.length + 1);
      const changed = cursor.slice(0, index) + inserted + cursor.slice(index);
      const {success, data} = parsed({cursor: changed});
      t.true(!success || cursorOf(data.cursor ?? '') === changed);
    }),
    {seed: 3, numRuns: 500},
  );
});

test('a page has 20 posts unless 1 to 50 are asked for', (t) => {
  t.deepEqual(parsed({}).data, {limit: 20});
  for (const limit of [1, 9, 10, 50]) t.is(parsed({limit: `${limit}`}).data?.limit, limit);
  for (const limit of ['0', '51', '100', '-1', '1.5', '1e1', '01', ' 1', '', 'x'])
    t.false(parsed({limit}).success, limit);
});

test('a page that is not the last tells how to go on', (t) => {
  const next = placeAt('2026-03-01T09:30:00.000Z', 'a');

  t.deepEqual(pageView('posts', {items: [1], next}), {posts: [1], next: cursorOf(next)});
  t.deepEqual(pageView('posts', {items: []}), {posts: []});
  t.deepEqual(pageRequest({limit: 5, cursor: next}), {limit: 5, after: next});
  t.deepEqual(pageRequest({limit: 5}), {limit: 5});
});
