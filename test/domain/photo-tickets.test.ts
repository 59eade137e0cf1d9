import test from 'ava';
import * as z from 'zod/mini';
import {BlogError} from '../../src/domain/errors.ts';
import type {UploadRequest, Uploads} from '../../src/domain/photo-tickets.ts';
import {createPhoto, photoBody} from '../../src/domain/photo-tickets.ts';
import type {Photo, PhotoTable} from '../../src/domain/photos.ts';
import {photoId} from '../../src/domain/slugs.ts';

const id = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
const good = {contentType: 'image/jpeg', bytes: 2_483_112, alt: 'A boat'};

test('a ticket is for one photo of the declared type and size, for five minutes, and its record waits a week', async (t) => {
  const created: [Photo, Date][] = [];
  const photos: Pick<PhotoTable, 'create'> = {create: async (...args) => void created.push(args)};
  const asked: Parameters<Uploads['sign']>[0][] = [];
  const request: UploadRequest = {
    method: 'PUT',
    url: `/uploads/${id}?Policy=x`,
    headers: {'Content-Type': 'image/jpeg'},
  };
  const uploads: Uploads = {
    sign: async (upload) => {
      asked.push(upload);
      return request;
    },
  };
  const now = new Date('2026-03-01T09:30:00.000Z');

  const body = z.parse(photoBody, good);
  const ticket = await createPhoto({photos, uploads}, {id, body, animated: false, now});

  t.deepEqual(ticket, {id, upload: request});
  t.deepEqual(asked, [{id, contentType: 'image/jpeg', maxBytes: 15_000_000, expiresInSeconds: 300, now}]);
  t.is(created.length, 1);
  t.like(created[0]?.[0], {...good, id, status: 'waiting', version: 1, createdAt: now.toISOString(), thumbnails: []});
  t.is(created[0]?.[1].toISOString(), '2026-03-08T09:30:00.000Z');
});

test('a ticket for a GIF is for a blog that takes what moves', async (t) => {
  const stores = {
    photos: {create: async () => {}},
    uploads: {sign: async (): Promise<UploadRequest> => ({method: 'PUT', url: '/', headers: {}})},
  };
  const body = z.parse(photoBody, {...good, contentType: 'image/gif'});
  const asked = {id, body, now: new Date('2026-03-01T09:30:00.000Z')};

  const error = await t.throwsAsync(createPhoto(stores, {...asked, animated: false}), {instanceOf: BlogError});

  t.is(error.code, 'invalid-request');
  t.deepEqual(error.breaches[0]?.at, 'body.contentType');
  t.like(await createPhoto(stores, {...asked, animated: true}), {id});
});

const accepted = test.macro({
  exec: (t, differences: object) => {
    t.true(z.safeParse(photoBody, {...good, ...differences}).success);
  },
  title: (_, differences: object) => `a photo with ${JSON.stringify(differences).slice(0, 60)} is taken`,
});
for (const contentType of ['image/jpeg', 'image/png', 'image/webp', 'image/gif']) test(accepted, {contentType});
for (const bytes of [1, 15_000_000]) test(accepted, {bytes});
for (const alt of ['a', 'x'.repeat(500)]) test(accepted, {alt});

const refused = test.macro({
  exec: (t, differences: object, sentence: RegExp) => {
    const {error} = z.safeParse(photoBody, {...good, ...differences});

    t.is(error?.issues.length, 1);
    t.regex(error?.issues[0]?.message ?? '', sentence);
  },
  title: (_, differences: object) => `a photo with ${JSON.stringify(differences).slice(0, 60)} is refused`,
});
for (const contentType of ['image/svg+xml', 'image/avif', 'text/plain', 'image/JPEG', 7])
  test(refused, {contentType}, /^expected 'image\/jpeg', 'image\/png' or 'image\/webp', got /);
for (const contentType of ['image/heic', 'image/heif', 'image/HEIC-sequence'])
  test(refused, {contentType}, /got HEIC: .*JPEG/);
test(refused, {bytes: 0}, /at least 1 byte/);
test(refused, {bytes: 15_000_001}, /at most 15000000 bytes, got 15000001/);
test(refused, {bytes: 1.5}, /whole number/);
test(refused, {bytes: '5'}, /a number of bytes.*got "5"/);
test(refused, {alt: ' '}, /what the photo shows, got " "/);
test(refused, {alt: 'x'.repeat(501)}, /at most 500 characters/);
test(refused, {alt: 'a\nb'}, /without control characters/);
