import test from 'ava';
import {removePhoto} from '../../src/domain/photo-removals.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import {anId, aRecord, at, memoryPhotos, notedFiles} from './memory-photos.ts';

const now = at('12:00:00');

test('a deleted photo loses all its files', async (t) => {
  const {table} = memoryPhotos([aRecord({status: 'deleted'})]);
  const {files, removed} = notedFiles();

  await removePhoto({photos: table, files}, anId, now);

  t.deepEqual(removed, [`photos/${anId}/a@1`, `uploads/${anId}@1`]);
});

test('a removal is followed by another when nothing can write any more, which is the last; then the record may go', async (t) => {
  const tombstone = {status: 'deleted', dueAt: at('11:10:00').toISOString()} as const;
  const early = aRecord({...tombstone, settledAt: at('12:00:01').toISOString()});
  const late = aRecord({...tombstone, settledAt: at('12:00:00').toISOString()});
  const remove = async (record: PhotoRecord) => {
    const {photos, table} = memoryPhotos([record]);
    await removePhoto({photos: table, files: notedFiles().files}, anId, now);
    return photos.get(anId);
  };

  t.like(await remove(early), {dueAt: early.settledAt, removed: undefined, expiresAt: undefined});
  t.like(await remove(late), {
    dueAt: late.dueAt,
    removed: true,
    expiresAt: new Date('2026-03-09T12:00:00Z').getTime() / 1000,
  });
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
