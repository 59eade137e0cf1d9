import test from 'ava';
import fc from 'fast-check';
import {type EntryKey, entriesOf, vanishedEntries} from '../../src/domain/post-entries.ts';
import type {Post} from '../../src/domain/posts.ts';
import {photoId, slug, tag} from '../../src/domain/slugs.ts';

const tags = ['alps', 'lake', 'night'].map((name) => tag.parse(name));
const photos = ['0', '1', '2'].map((digit) => photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D7E9F${digit}`));

const post: Post = {
  slug: slug.parse('first-light'),
  title: 'First light',
  summary: 'A morning',
  markdown: 'A morning',
  html: '<p>A morning</p>',
  photos: photos.slice(0, 1),
  tags: tags.slice(0, 2),
  status: 'published',
  version: 4,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-03T09:30:00.000Z',
  publishedAt: '2026-03-02T09:30:00.000Z',
};
const [firstPhoto, secondPhoto] = photos as [(typeof photos)[0], (typeof photos)[0]];

const keysOf = (entries: readonly EntryKey[]): readonly string[] => entries.map(({pk, sk}) => `${pk} ${sk}`).sort();

test('a published post stands in the lists of all, of published, of its tags and of its photos', (t) => {
  t.deepEqual(keysOf(entriesOf({...post, cover: secondPhoto})), [
    'all 2026-03-01T09:30:00.000Z#first-light',
    `photo#${firstPhoto} first-light`,
    `photo#${secondPhoto} first-light`,
    'published 2026-03-02T09:30:00.000Z#first-light',
    'tag#alps 2026-03-02T09:30:00.000Z#first-light',
    'tag#lake 2026-03-02T09:30:00.000Z#first-light',
  ]);
});

test('a draft stands in the list of all alone, even if it was published once', (t) => {
  t.deepEqual(keysOf(entriesOf({...post, status: 'draft'})), ['all 2026-03-01T09:30:00.000Z#first-light']);
});

test('a cover that the text shows too is one entry', (t) => {
  t.is(entriesOf({...post, cover: firstPhoto}).length, entriesOf(post).length);
});

test('an entry holds what its list shows, and not the text', (t) => {
  const entries = new Map(entriesOf({...post, cover: firstPhoto}).map((entry) => [entry.pk, entry]));

  t.deepEqual(Object.keys(entries.get('published') ?? {}).sort(), [
    ...['cover', 'kind', 'pk', 'publishedAt', 'sk', 'slug', 'summary', 'tags', 'title', 'version'],
  ]);
  t.like(entries.get('all'), {status: 'published', version: 4, updatedAt: post.updatedAt, kind: 'entry'});
  t.false('markdown' in (entries.get('all') ?? {}));
});

const someState = fc.option(
  fc.record({
    tags: fc.subarray(tags),
    photos: fc.subarray(photos),
    cover: fc.option(fc.constantFrom(...photos), {nil: undefined}),
    status: fc.constantFrom('draft' as const, 'published' as const),
    title: fc.constantFrom('First light', 'Dawn'),
    publishedAt: fc.constantFrom(undefined, post.publishedAt),
  }),
  {nil: undefined},
);
const postIn = (state: Exclude<typeof someState extends fc.Arbitrary<infer S> ? S : never, undefined>): Post => {
  const {publishedAt: _, ...unpublished} = post;
  const {cover, publishedAt, ...rest} = state;
  return {...unpublished, ...rest, ...(cover && {cover}), ...(publishedAt && {publishedAt})};
};

test('after any change exactly the entries of the new state are left', (t) => {
  fc.assert(
    fc.property(someState, someState, (before, after) => {
      const [old, next] = [before && postIn(before), after && postIn(after)];
      const kept = new Map((old ? entriesOf(old) : []).map((entry) => [`${entry.pk} ${entry.sk}`, entry]));

      const written = next ? entriesOf(next) : [];
      const deleted = vanishedEntries(old, next);
      for (const {pk, sk} of deleted) kept.delete(`${pk} ${sk}`);
      for (const entry of written) kept.set(`${entry.pk} ${entry.sk}`, entry);

      t.deepEqual(keysOf([...kept.values()]), keysOf(written));
      const touched = keysOf([...deleted, ...written]);
      t.is(new Set(touched).size, touched.length, 'a transaction may name an item once');
    }),
    {seed: 3, numRuns: 300},
  );
});

test('the largest post can be changed into another largest post in one transaction', (t) => {
  const largest = (from: number): Post => ({
    ...post,
    tags: Array.from({length: 10}, (_, n) => tag.parse(`tag-${from}-${n}`)),
    photos: Array.from({length: 36}, (_, n) =>
      photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D7E${from}${String(n).padStart(2, '0')}`),
    ),
    cover: photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D7E${from}99`),
  });
  const [old, next] = [largest(1), largest(2)];

  t.true(1 + vanishedEntries(old, next).length + entriesOf(next).length <= 100);
});
