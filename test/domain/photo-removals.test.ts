import test from 'ava';
import {removePhoto} from '../../src/domain/photo-removals.ts';
import {anId, aRecord, at, memoryPhotos, notedFiles} from './memory-photos.ts';

const now = at('12:00:00');

test('a deleted photo loses all its files', async (t) => {
  const {table} = memoryPhotos([aRecord({status: 'deleted'})]);
  const {files, removed} = notedFiles();

  await removePhoto({photos: table, files}, anId, now);

  t.deepEqual(removed, [`photos/${anId}/a@1`, `uploads/${anId}@1`]);
});

test('a removal after the time at which nothing can write any more is the last one, and says so', async (t) => {
  const early = aRecord({status: 'deleted', dueAt: at('12:00:01').toISOString()});
  const late = aRecord({status: 'deleted', dueAt: at('12:00:00').toISOString()});

  for (const [record, removed] of [[early, undefined] as const, [late, true] as const]) {
    const {photos, table} = memoryPhotos([record]);
    await removePhoto({photos: table, files: notedFiles().files}, anId, now);

    t.is(photos.get(anId)?.removed, removed);
    t.is(photos.get(anId)?.dueAt, record.dueAt);
  }
});

test('a photo that is not deleted keeps its files', async (t) => {
  for (const kept of [[aRecord()], [aRecord({status: 'processing'})], []]) {
    const {files, removed} = notedFiles();

    await t.throwsAsync(removePhoto({photos: memoryPhotos(kept).table, files}, anId, now), {
      message: /^expected a deleted photo/,
    });
    t.deepEqual(removed, []);
  }
});
