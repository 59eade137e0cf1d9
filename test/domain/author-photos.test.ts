import test from 'ava';
import * as z from 'zod/mini';
import {listAuthorPhotos} from '../../src/domain/author-photos.ts';
import {photoPageQuery} from '../../src/domain/cursors.ts';
import type {PhotoStatus} from '../../src/domain/photos.ts';
import {photoId} from '../../src/domain/slugs.ts';
import {aRecord, memoryPhotos} from './memory-photos.ts';

const query = z.strictObject(photoPageQuery);
const statuses: readonly PhotoStatus[] = ['waiting', 'processing', 'ready', 'rejected', 'failed', 'deleted'];
const records = statuses.map((status, n) => aRecord({status, id: photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D7E9F${n}`)}));

test('the pages hold every photo once, whatever became of it, but deleted ones', async (t) => {
  const {table} = memoryPhotos(records);

  const first = await listAuthorPhotos(table, z.parse(query, {limit: '3'}));
  const second = await listAuthorPhotos(table, z.parse(query, {limit: '3', cursor: first.next}));

  t.is(first.photos.length, 3);
  t.is(second.next, undefined);
  const listed = [...first.photos, ...second.photos].map(({status}) => status);
  t.deepEqual([...listed].sort(), statuses.filter((status) => status !== 'deleted').toSorted());
});

test('a photo is told with its version and its moments', async (t) => {
  const {photos} = await listAuthorPhotos(memoryPhotos([aRecord()]).table, {limit: 20});

  t.like(photos[0], {version: 3, contentType: 'image/jpeg', bytes: 1000, createdAt: '2026-03-01T09:00:00.000Z'});
  t.false('run' in (photos[0] ?? {}));
});

test("a cursor of another list is no cursor of photos'", (t) => {
  for (const place of ['2026-03-01T09:30:00.000Z#a', '01KJN3V2Q8ZR4T6YB0C5D7E9F', '91KJN3V2Q8ZR4T6YB0C5D7E9F0', ''])
    t.false(z.safeParse(query, {cursor: Buffer.from(place).toString('base64url')}).success);
});
