import test from 'ava';
import {ladder, type Step} from '../../src/domain/ladder.ts';
import {upload} from '../../src/domain/originals.ts';
import type {Thumbnail} from '../../src/domain/photos.ts';
import {describeThumbnail, resizePhoto} from '../../src/domain/thumbnails.ts';

const photo = upload.parse({photoId: '01K9ZQ8V4T3M5N7P9R1S2W6X8Y', key: 'uploads/x', etag: 'abc', bytes: 5});
const sizes = ladder.parse({avifWidthsPx: [320, 640], jpegWidthsPx: [640], squarePx: 320});
const header = {format: 'png', widthPx: 1000, heightPx: 500} as const;
const pixels = {widthPx: 640, heightPx: 320, channels: 3, data: new Uint8Array()} as const;
const fileOf = (step: Step): Uint8Array => Buffer.from(JSON.stringify(step));

/** A workshop of which every part can be told to fail; it writes down what it was asked to store. */
const workshop = (parts: {file?: Uint8Array; header?: typeof header; pixels?: typeof pixels}) => {
  const stored: {readonly thumbnails: Thumbnail[]; readonly originals: string[]} = {thumbnails: [], originals: []};
  const adapters = {
    originals: {
      read: async () => parts.file,
      keep: async ({photoId}: {photoId: string}) => void stored.originals.push(photoId),
    },
    decoder: {readHeader: async () => parts.header},
    thumbnailer: {
      decode: async () => parts.pixels,
      encode: async (_: unknown, step: Step) => fileOf(step),
    },
    thumbnails: {put: async (thumbnail: Thumbnail) => void stored.thumbnails.push(thumbnail)},
  };
  return {stored, resize: () => resizePhoto(adapters, sizes, photo)};
};

const file = Buffer.from('photo');

test('a thumbnail is named after its photo, its bytes and its width', (t) => {
  const step = {widthPx: 640, heightPx: 320, format: 'jpeg'} as const;
  const key = 'photos/01K9ZQ8V4T3M5N7P9R1S2W6X8Y/2cf24dba5fb0a30e-640.jpg';

  t.deepEqual(describeThumbnail(photo.photoId, step, Buffer.from('hello')), {...step, bytes: 5, key});
  t.notDeepEqual(describeThumbnail(photo.photoId, step, Buffer.from('hallo')).key, key);
});

test('a resized photo has the upright size of its original and every step, as they were stored', async (t) => {
  const {stored, resize} = workshop({file, header, pixels});

  const resized = await resize();

  t.like(resized, {widthPx: 1000, heightPx: 500, thumbnails: stored.thumbnails});
  t.deepEqual(
    stored.thumbnails.map(({format, crop, widthPx, heightPx}) => [crop ?? format, widthPx, heightPx]),
    [
      ['avif', 320, 160],
      ['avif', 640, 320],
      ['jpeg', 640, 320],
      ['square', 320, 320],
    ],
  );
  t.deepEqual(stored.originals, [photo.photoId]);
});

const refused = test.macro({
  exec: async (t, parts: Parameters<typeof workshop>[0], code: string) => {
    const {stored, resize} = workshop(parts);

    t.like(await resize(), {refused: code});
    t.deepEqual(stored, {thumbnails: [], originals: []});
  },
  title: (what, _, code) => `${what} is refused as ${code} and leaves nothing behind`,
});

test('an upload that is no longer there', refused, {}, 'replaced');
test('an upload without a readable header', refused, {file}, 'damaged');
test('an upload without readable pixels', refused, {file, header}, 'damaged');
