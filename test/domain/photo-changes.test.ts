import test from 'ava';
import * as z from 'zod/mini';
import {BlogError} from '../../src/domain/errors.ts';
import {changePhoto, deletePhoto, photoChange} from '../../src/domain/photo-changes.ts';
import {anId, aRecord, at, memoryPhotos, notedRuns} from './memory-photos.ts';

const now = at('12:00:00');
const here = {id: anId, now};

test('a new focal point is kept, shown at once, and starts a run that cuts again', async (t) => {
  const {photos, table} = memoryPhotos([aRecord({attempts: 2})]);
  const {runs, started} = notedRuns();

  const view = await changePhoto({photos: table, runs}, {...here, change: {focalPoint: {x: 0.1, y: 0.9}}});

  t.like(view, {alt: 'A boat', focalPoint: {x: 0.1, y: 0.9}, status: 'ready'});
  t.deepEqual(started, [{photoId: anId}]);
  t.deepEqual(
    photos.get(anId),
    aRecord({
      focalPoint: {x: 0.1, y: 0.9},
      remaking: true,
      unannounced: true,
      dueAt: at('12:10:00').toISOString(),
      version: 4,
      updatedAt: now.toISOString(),
    }),
  );
});

test('other words start a run that only tells the pages that show the photo', async (t) => {
  const {photos, table} = memoryPhotos([aRecord({focalPoint: {x: 1, y: 0}})]);
  const {runs, started} = notedRuns();

  const view = await changePhoto({photos: table, runs}, {...here, change: {alt: 'Two boats'}});

  t.like(view, {alt: 'Two boats', focalPoint: {x: 1, y: 0}});
  t.deepEqual(started, [{photoId: anId, announce: true}]);
  const record = aRecord({alt: 'Two boats', focalPoint: {x: 1, y: 0}, unannounced: true});
  t.deepEqual(photos.get(anId), {
    ...record,
    dueAt: at('12:10:00').toISOString(),
    version: 4,
    updatedAt: now.toISOString(),
  });
});

test('without a focal point of the author the blog chooses again', async (t) => {
  const {photos, table} = memoryPhotos([aRecord({focalPoint: {x: 1, y: 0}})]);

  const view = await changePhoto({photos: table, runs: notedRuns().runs}, {...here, change: {focalPoint: null}});

  t.deepEqual(view.focalPoint, {x: 0.4, y: 0.6});
  t.false('focalPoint' in (photos.get(anId) ?? {}));
});

test('a photo that is not ready keeps the change for the run that makes it', async (t) => {
  const {photos, table} = memoryPhotos([aRecord({status: 'processing', dueAt: at('12:05:00').toISOString()})]);
  const {runs, started} = notedRuns();

  await changePhoto({photos: table, runs}, {...here, change: {focalPoint: {x: 0, y: 0}}});

  t.deepEqual(started, []);
  t.like(photos.get(anId), {focalPoint: {x: 0, y: 0}, status: 'processing', dueAt: at('12:05:00').toISOString()});
  t.false('remaking' in (photos.get(anId) ?? {}));
});

test('what is already so is neither written nor run', async (t) => {
  const {photos, table} = memoryPhotos([aRecord({focalPoint: {x: 0.5, y: 0.5}})]);
  const {runs, started} = notedRuns();

  await changePhoto({photos: table, runs}, {...here, change: {alt: 'A boat', focalPoint: {x: 0.5, y: 0.5}}});

  t.deepEqual(started, []);
  t.is(photos.get(anId)?.version, 3);
});

test('a change whose run could not be started fails, and saying it again starts the run', async (t) => {
  const {table} = memoryPhotos([aRecord()]);
  const wish = {...here, change: {focalPoint: {x: 0.1, y: 0.9}}};
  await t.throwsAsync(changePhoto({photos: table, runs: notedRuns({fails: true}).runs}, wish));
  const {runs, started} = notedRuns();

  await changePhoto({photos: table, runs}, wish);

  t.deepEqual(started, [{photoId: anId}]);
});

test('a change is written on top of what the workflow wrote meanwhile', async (t) => {
  let writes = 0;
  const {photos, table} = memoryPhotos([aRecord({status: 'processing'})], (kept) => {
    writes += 1;
    if (writes === 1) kept.set(anId, aRecord({status: 'ready', version: 4}));
  });
  const {runs, started} = notedRuns();

  await changePhoto({photos: table, runs}, {...here, change: {alt: 'Two boats'}});

  t.like(photos.get(anId), {status: 'ready', alt: 'Two boats', version: 5});
  t.is(started.length, 1);
});

test('a photo that never rests is a conflict', async (t) => {
  const {table} = memoryPhotos([aRecord()], (kept) => {
    kept.set(anId, aRecord({version: (kept.get(anId)?.version ?? 0) + 1}));
  });

  const change = changePhoto({photos: table, runs: notedRuns().runs}, {...here, change: {alt: 'Two boats'}});

  t.is((await t.throwsAsync(change, {instanceOf: BlogError})).code, 'version-conflict');
});

test('another version than the expected one is a conflict', async (t) => {
  const {photos, table} = memoryPhotos([aRecord()]);
  const stores = {photos: table, runs: notedRuns().runs};

  const change = changePhoto(stores, {...here, version: 2, change: {alt: 'Two boats'}});
  const deletion = deletePhoto(stores, {...here, version: 2});

  for (const refused of [change, deletion])
    t.is((await t.throwsAsync(refused, {instanceOf: BlogError})).code, 'version-conflict');
  t.deepEqual(photos.get(anId), aRecord());
});

test('a photo that is not there, or no longer, is not found', async (t) => {
  for (const kept of [[], [aRecord({status: 'deleted'})]]) {
    const {table} = memoryPhotos(kept);
    const change = changePhoto({photos: table, runs: notedRuns().runs}, {...here, change: {alt: 'Two boats'}});

    t.is((await t.throwsAsync(change, {instanceOf: BlogError})).code, 'not-found');
  }
});

test('a deleted photo leaves a record without words and thumbnails, and a run that removes its files', async (t) => {
  const thumbnails = [{widthPx: 1, heightPx: 1, format: 'jpeg' as const, bytes: 1, key: 'photos/a', versionId: '1'}];
  const {photos, table} = memoryPhotos([aRecord({thumbnails, run: 'r', etag: 'e', focalPoint: {x: 0, y: 0}})]);
  const {runs, started} = notedRuns();

  await deletePhoto({photos: table, runs}, here);

  t.deepEqual(started, [{photoId: anId}]);
  t.deepEqual(photos.get(anId), {
    id: anId,
    status: 'deleted',
    alt: '',
    contentType: 'image/jpeg',
    bytes: 1000,
    version: 4,
    createdAt: at('09:00:00').toISOString(),
    updatedAt: now.toISOString(),
    thumbnails: [],
    dueAt: at('12:10:00').toISOString(),
    settledAt: at('13:10:00').toISOString(),
  });
});

test('deleting again starts the run again and writes nothing; deleting nothing does nothing', async (t) => {
  const tombstone = aRecord({status: 'deleted'});
  const {photos, table} = memoryPhotos([tombstone]);
  const {runs, started} = notedRuns();

  await deletePhoto({photos: table, runs}, here);
  await deletePhoto({photos: memoryPhotos().table, runs}, here);

  t.deepEqual(started, [{photoId: anId}]);
  t.is(photos.get(anId), tombstone);
});

const refused = test.macro({
  exec: (t, change: unknown, sentence: RegExp) => {
    const {error} = z.safeParse(photoChange, change);

    t.is(error?.issues.length, 1);
    t.regex(error?.issues[0]?.message ?? '', sentence);
  },
  title: (_, change: unknown) => `a change ${JSON.stringify(change)?.slice(0, 60)} is refused`,
});
test(refused, {}, /^expected alt, focalPoint or both, got \{\}$/);
test(refused, [], /^expected an object with alt/);
test(refused, {focalPoint: {x: 1.1, y: 0}}, /^expected a number from 0 to 1, got 1.1$/);
test(refused, {focalPoint: {x: '0', y: 0}}, /^expected a number from 0 to 1, got "0"$/);
test(refused, {focalPoint: {x: 0}}, /^expected a number from 0 to 1, got nothing$/);
test(refused, {focalPoint: 'middle'}, /^expected a point \{x, y\}/);
test(refused, {alt: ' '}, /^expected a description of what the photo shows/);
test(refused, {alt: 'a', status: 'ready'}, /^expected an object with alt/);

test('a focal point is kept to four decimals', (t) => {
  t.deepEqual(z.parse(photoChange, {focalPoint: {x: 1 / 3, y: 0}}), {focalPoint: {x: 0.3333, y: 0}});
});
