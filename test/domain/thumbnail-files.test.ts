import test from 'ava';
import type {Thumbnail, ThumbnailVersion} from '../../src/domain/photos.ts';
import {photoId} from '../../src/domain/slugs.ts';
import {describeThumbnail, type NewThumbnail, storeThumbnails, supersededBy} from '../../src/domain/thumbnail-files.ts';

const photo = photoId.parse('01K9ZQ8V4T3M5N7P9R1S2W6X8Y');
const step = {widthPx: 640, heightPx: 320, format: 'jpeg'} as const;

const thumbnail = (key: string): NewThumbnail => ({...step, bytes: 5, key});
const stored = (key: string, versionId: string): Thumbnail => ({...thumbnail(key), versionId});
const version = (key: string, versionId: string): ThumbnailVersion => ({key, versionId});

const file = Buffer.from('hello');

test('a thumbnail is named after its photo, its bytes and its width', (t) => {
  const key = 'photos/01K9ZQ8V4T3M5N7P9R1S2W6X8Y/2cf24dba5fb0a30e-640.jpg';

  t.deepEqual(describeThumbnail(photo, step, file), {...step, bytes: 5, key});
  t.notDeepEqual(describeThumbnail(photo, step, Buffer.from('hallo')).key, key);
});

/** Numbers its versions as they come. */
const bucket = () => {
  const puts: string[] = [];
  return {puts, put: async ({key}: NewThumbnail) => `v${puts.push(key)}`};
};

test('every thumbnail has the version that its name was stored as, and no name is stored twice', async (t) => {
  const made = ['a', 'b', 'a'].map((key) => ({thumbnail: thumbnail(key), file}));
  const thumbnails = bucket();

  const versions = await storeThumbnails(thumbnails, made, []);

  t.deepEqual(versions, [stored('a', 'v1'), stored('b', 'v2'), stored('a', 'v1')]);
  t.deepEqual(thumbnails.puts, ['a', 'b']);
});

test('what is stored already is not stored again', async (t) => {
  const thumbnails = bucket();

  const versions = await storeThumbnails(thumbnails, [{thumbnail: thumbnail('a'), file}], [stored('a', 'earlier')]);

  t.deepEqual(versions, [stored('a', 'earlier')]);
  t.deepEqual(thumbnails.puts, []);
});

test('a version that nothing refers to any more is superseded, until it is removed', (t) => {
  const record = {thumbnails: [stored('a', 'v1'), stored('b', 'v1')], superseded: [version('c', 'v1')]};

  t.deepEqual(supersededBy([stored('b', 'v1'), stored('d', 'v1')], record), [version('c', 'v1'), version('a', 'v1')]);
});

test('of one name only the version in use is not superseded, and none is named twice', (t) => {
  const record = {thumbnails: [stored('a', 'v1')], superseded: [version('a', 'v0'), version('a', 'v1')]};

  t.deepEqual(supersededBy([stored('a', 'v2')], record), [version('a', 'v0'), version('a', 'v1')]);
  t.deepEqual(supersededBy([stored('a', 'v1')], {thumbnails: [stored('a', 'v1')]}), []);
});
