import test from 'ava';
import {removePhoto} from '../../src/domain/photo-removals.ts';
import {anId, aRecord, memoryPhotos, notedFiles} from './memory-photos.ts';

test('a deleted photo loses all its files', async (t) => {
  const {table} = memoryPhotos([aRecord({status: 'deleted'})]);
  const {files, removed} = notedFiles();

  await removePhoto({photos: table, files}, anId);

  t.deepEqual(removed, [`photos/${anId}/a@1`, `uploads/${anId}@1`]);
});

test('a photo that is not deleted keeps its files', async (t) => {
  for (const kept of [[aRecord()], [aRecord({status: 'processing'})], []]) {
    const {files, removed} = notedFiles();

    await t.throwsAsync(removePhoto({photos: memoryPhotos(kept).table, files}, anId), {
      message: /^expected a deleted photo/,
    });
    t.deepEqual(removed, []);
  }
});
