import test from 'ava';
import {neverLookedAfter} from '../../src/domain/photo-runs.ts';
import {sweepPhotos} from '../../src/domain/photo-sweeps.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import {anId, aRecord, at, memoryPhotos, notedFiles, notedRuns} from './memory-photos.ts';

const now = at('12:00:00');
const due = {dueAt: at('11:59:59').toISOString()};
const claimed = {status: 'processing', run: 'r1', etag: 'e1', attempts: 1, ...due} as const;
const told = {unannounced: true, dueAt: at('12:10:00').toISOString()} as const;
const upload = {key: `uploads/${anId}`, etag: 'e1', size: 1000};
const uploaded = {[anId]: {etag: 'e1', at: at('11:00:00')}};

const sweep = async (
  record: PhotoRecord | undefined,
  {uploads = {}, running = []}: {uploads?: Parameters<typeof notedFiles>[0]; running?: string[]} = {},
) => {
  const {photos, table} = memoryPhotos(record ? [record] : []);
  const {files, removed} = notedFiles(uploads);
  const {runs, started} = notedRuns({running});
  const counts = await sweepPhotos({photos: table, files, runs}, now);
  return {after: photos.get(anId), removed, started, counts};
};

test('a photo whose run died is run again', async (t) => {
  const record = aRecord(claimed);

  const {started, after, counts} = await sweep(record, {uploads: uploaded});

  t.deepEqual(started, [{detail: {object: upload}}]);
  t.is(after, record);
  t.deepEqual(counts, {started: 1, closed: 0, tidied: 0, left: 0});
});

test('a run that is still under way is left alone', async (t) => {
  for (const record of [aRecord(claimed), aRecord({remaking: true, run: 'r1', ...due})]) {
    const {started, after, counts} = await sweep(record, {uploads: uploaded, running: ['r1']});

    t.deepEqual(started, []);
    t.is(after, record);
    t.is(counts.left, 1);
  }
});

test('a photo that is not due yet is left alone', async (t) => {
  const record = aRecord({...claimed, dueAt: at('12:00:01').toISOString()});

  const {started, after} = await sweep(record, {uploads: uploaded});

  t.deepEqual(started, []);
  t.is(after, record);
});

test('a photo that three runs did not finish fails with a reason', async (t) => {
  const {started, after} = await sweep(aRecord({...claimed, attempts: 3}), {uploads: uploaded});

  t.deepEqual(started, []);
  t.like(after, {status: 'failed', version: 4});
  t.regex(after?.reason ?? '', /3 times.*r1/);
  t.is(after?.dueAt, at('13:10:00').toISOString());
});

test('an upload that was replaced, or went, is rejected', async (t) => {
  const replaced = {[anId]: {etag: 'e2', at: at('11:00:00')}};
  for (const [uploads, sentence] of [[{}, /found none/] as const, [replaced, /another file in its place/] as const]) {
    const {started, after} = await sweep(aRecord(claimed), {uploads});

    t.deepEqual(started, []);
    t.like(after, {status: 'rejected', version: 4});
    t.regex(after?.reason ?? '', sentence);
  }
});

test('an upload that outlived its record is not made a photo again', async (t) => {
  const {started} = await sweep(undefined, {uploads: {[anId]: {etag: 'e1', at: new Date('2026-02-23T11:59:00.000Z')}}});

  t.deepEqual(started, []);
});

test('a ready photo that is remaking is begun again, three times, and then stays as it is and is told of', async (t) => {
  const begun = await sweep(aRecord({remaking: true, run: 'r1', attempts: 2, ...due}));
  const givenUp = await sweep(aRecord({remaking: true, run: 'r1', attempts: 3, ...due}));

  t.deepEqual(begun.started, [{photoId: anId}]);
  t.deepEqual(givenUp.started, [{photoId: anId, announce: true}]);
  t.deepEqual(givenUp.after, aRecord({...told, attempts: 1, run: 'r1', version: 4, updatedAt: now.toISOString()}));
});

test('a ready photo that is unannounced is told of again, three times, and then left for its owner', async (t) => {
  const begun = await sweep(aRecord({...told, run: 'r1', attempts: 2, ...due}));
  const givenUp = await sweep(aRecord({...told, run: 'r1', attempts: 3, ...due}));

  t.deepEqual(begun.started, [{photoId: anId, announce: true}]);
  t.deepEqual(begun.after, aRecord({...told, attempts: 3, run: 'r1', version: 4, updatedAt: now.toISOString()}));
  t.deepEqual(givenUp.started, []);
  t.like(givenUp.after, {unannounced: true, attempts: 3, dueAt: neverLookedAfter});
});

test('what runs made of a photo that did not become ready goes, unless another run has begun meanwhile', async (t) => {
  for (const status of ['rejected', 'failed'] as const) {
    const record = aRecord({status, reason: 'why', ...due});

    const {after, removed} = await sweep(record);

    t.deepEqual(removed, [`photos/${anId}/a@1`]);
    t.deepEqual(after, aRecord({status, reason: 'why', version: 4, updatedAt: now.toISOString()}));
  }
  const record = aRecord({status: 'failed', ...due});
  const {photos, table} = memoryPhotos([record]);
  const {files, removed} = notedFiles();
  const listMade: typeof files.listMade = (id) => {
    photos.set(anId, aRecord({...claimed, version: 4}));
    return files.listMade(id);
  };

  await sweepPhotos({photos: table, files: {...files, listMade}, runs: notedRuns().runs}, now);

  t.deepEqual(removed, []);
  t.is(photos.get(anId)?.status, 'processing');
});

test('what nothing refers to any more goes, exactly that version', async (t) => {
  const {after, removed, counts} = await sweep(aRecord({superseded: [{key: 'photos/a', versionId: '7'}], ...due}));

  t.deepEqual(removed, ['photos/a@7']);
  t.deepEqual(after, aRecord({version: 4, updatedAt: now.toISOString()}));
  t.is(counts.tidied, 1);
});

test('a deleted photo is removed again', async (t) => {
  const {started} = await sweep(aRecord({status: 'deleted', ...due}));

  t.deepEqual(started, [{photoId: anId}]);
});

test('an upload whose event was lost is run, with a record or without', async (t) => {
  for (const record of [aRecord({status: 'waiting'}), undefined]) {
    const {started} = await sweep(record, {uploads: uploaded});

    t.deepEqual(started, [{detail: {object: upload}}]);
  }
});

test('a fresh upload, and one whose photo is in hand, ended or gone, is left to its own run', async (t) => {
  const fresh = await sweep(aRecord({status: 'waiting'}), {uploads: {[anId]: {etag: 'e1', at: at('11:50:00')}}});
  const others = await Promise.all(
    (['processing', 'ready', 'rejected', 'failed', 'deleted'] as const).map((status) =>
      sweep(aRecord({status}), {uploads: uploaded}),
    ),
  );

  for (const {started} of [fresh, ...others]) t.deepEqual(started, []);
});

test('a photo that cannot be swept does not keep the others, and is heard of', async (t) => {
  const other = '01KJN3V2Q8ZR4T6YB0C5D7E9FH';
  const {photos, table} = memoryPhotos([aRecord(claimed), aRecord({...claimed, id: other as never, attempts: 3})]);
  const {files} = notedFiles(uploaded);

  await t.throwsAsync(sweepPhotos({photos: table, files, runs: notedRuns({fails: true}).runs}, now), {
    message: /failed at 1$/,
  });

  t.is(photos.get(other as never)?.status, 'failed');
});
