import test from 'ava';
import {followPhoto} from '../../src/domain/photo-announcements.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import {memorySite} from '../helpers/memory-site.ts';
import {anId, aRecord, at, memoryPhotos} from './memory-photos.ts';

const now = at('12:00:00');
const superseded = [{key: 'photos/a', versionId: '7'}];
const announced = {unannounced: true, attempts: 1, dueAt: at('12:05:00').toISOString()} as const;

/** What becomes of the record and the edge when a run tells of the photo; `meanwhile` somebody else may write. */
const follow = async (record: PhotoRecord | undefined, meanwhile = (_: Map<string, PhotoRecord>) => {}) => {
  const {site, photos: shown, purges} = memorySite();
  const {photos, table} = memoryPhotos(record ? [record] : [], meanwhile);
  if (record) shown.set(anId, record);
  await followPhoto({site, photos: table}, anId, now);
  return {after: photos.get(anId), purges: purges.flat()};
};

test('a ready photo rests once its pages know of it; of a new one the edge has kept nothing', async (t) => {
  const {after, purges} = await follow(aRecord(announced));

  t.deepEqual(after, aRecord({shown: true, version: 4, updatedAt: now.toISOString()}));
  t.deepEqual(purges, []);
});

test('of a photo that was shown before, the edge forgets what the API said', async (t) => {
  const {after, purges} = await follow(aRecord({...announced, shown: true}));

  t.like(after, {shown: true, unannounced: undefined, dueAt: undefined});
  t.deepEqual(purges, [`/api/photos/${anId}`]);
});

test('what is superseded stays a day longer', async (t) => {
  const {after} = await follow(aRecord({...announced, superseded}));

  t.like(after, {superseded, dueAt: new Date('2026-03-02T12:00:00.000Z').toISOString()});
});

test('a photo that is being made anew is still due', async (t) => {
  const record = aRecord({...announced, remaking: true});

  t.is((await follow(record)).after, record);
});

test('a photo that changed meanwhile is announced again by whoever changed it', async (t) => {
  const later = aRecord({...announced, version: 9, alt: 'Two boats'});

  const {after} = await follow(aRecord(announced), (photos) => photos.set(anId, later));

  t.is(after, later);
});

test('a deleted photo is forgotten by the edge, and rests after its last removal', async (t) => {
  const due = aRecord({status: 'deleted', dueAt: at('11:00:00').toISOString()});

  const [first, last] = [await follow(due), await follow({...due, removed: true})];

  t.deepEqual(first.purges.toSorted(), [`/api/photos/${anId}`, `/photos/${anId}/*`]);
  t.is(first.after, due);
  t.deepEqual(last.after, aRecord({status: 'deleted', version: 4, updatedAt: now.toISOString()}));
});

test('a photo of which nothing is left is forgotten by the edge too', async (t) => {
  t.deepEqual((await follow(undefined)).purges.toSorted(), [`/api/photos/${anId}`, `/photos/${anId}/*`]);
});
