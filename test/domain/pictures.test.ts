import test from 'ava';
import {BlogError} from '../../src/domain/errors.ts';
import type {Photo} from '../../src/domain/photos.ts';
import {pictureHtml, readPhoto} from '../../src/domain/pictures.ts';
import {photoId} from '../../src/domain/slugs.ts';

const id = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
const ready: Photo = {
  id,
  status: 'ready',
  alt: 'A boat',
  contentType: 'image/jpeg',
  bytes: 1000,
  version: 3,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  widthPx: 2000,
  heightPx: 1500,
  thumbnails: [
    {widthPx: 1280, heightPx: 960, format: 'jpeg', bytes: 9, key: 'photos/p/d-1280.jpg', versionId: '1'},
    {widthPx: 320, heightPx: 320, format: 'jpeg', bytes: 9, key: 'photos/p/a-320.jpg', versionId: '1', crop: 'square'},
    {widthPx: 640, heightPx: 480, format: 'jpeg', bytes: 9, key: 'photos/p/c-640.jpg', versionId: '1'},
    {widthPx: 1280, heightPx: 960, format: 'avif', bytes: 9, key: 'photos/p/f-1280.avif', versionId: '1'},
    {widthPx: 640, heightPx: 480, format: 'avif', bytes: 9, key: 'photos/p/e-640.avif', versionId: '1'},
  ],
};
const waiting: Photo = {...ready, status: 'waiting', thumbnails: []};

test('a picture offers every size of the whole photo, narrow ones first', (t) => {
  const sizes = 'sizes="(max-width: 48rem) 100vw, 44rem"';

  t.is(
    pictureHtml(ready, 'Our boat'),
    `<picture><source type="image/avif" srcset="/photos/p/e-640.avif 640w, /photos/p/f-1280.avif 1280w" ${sizes}>` +
      `<img src="/photos/p/d-1280.jpg" srcset="/photos/p/c-640.jpg 640w, /photos/p/d-1280.jpg 1280w" ${sizes} ` +
      'width="1280" height="960" alt="Our boat" loading="lazy" decoding="async"></picture>',
  );
});

test('a picture that is in view at once is fetched first, at the width it is shown at', (t) => {
  const html = pictureHtml(ready, '', {eager: true, sizes: '100vw'});

  t.regex(html, /loading="eager" fetchpriority="high"/);
  t.regex(html, /<source[^>]*sizes="100vw">/);
  t.regex(html, /<img[^>]*sizes="100vw"/);
});

test("a picture without words has the photo's own", (t) => {
  t.regex(pictureHtml(ready, ''), /alt="A boat"/);
});

test('words are escaped', (t) => {
  t.regex(pictureHtml(ready, '"><script>'), /alt="&quot;&gt;&lt;script&gt;"/);
  t.is(pictureHtml(waiting, '<b>"'), '<span class="photo-absent">&lt;b&gt;&quot;</span>');
});

test('a photo that is not ready, or none of ours, leaves its words and no image', (t) => {
  t.is(pictureHtml(waiting, ''), '<span class="photo-absent">A boat</span>');
  t.is(pictureHtml({...ready, status: 'failed'}, ''), '<span class="photo-absent">A boat</span>');
  t.is(pictureHtml(undefined, 'Our boat'), '<span class="photo-absent">Our boat</span>');
  t.is(pictureHtml({...ready, thumbnails: []}, ''), '<span class="photo-absent">A boat</span>');
});

test('a photo without AVIF sizes has a picture of JPEGs alone', (t) => {
  const thumbnails = ready.thumbnails.filter(({format}) => format === 'jpeg');

  t.true(pictureHtml({...ready, thumbnails}, '').startsWith('<picture><img src="/photos/p/d-1280.jpg"'));
});

const tableOf = (photo?: Photo) => ({read: async () => photo});

test('a ready photo is told with its html and the addresses of its thumbnails', async (t) => {
  const photo = await readPhoto(tableOf(ready), id);

  t.deepEqual(Object.keys(photo), [
    ...['id', 'status', 'alt', 'widthPx', 'heightPx', 'hash', 'colour', 'focalPoint', 'thumbnails', 'html'],
  ]);
  t.is(photo.html, pictureHtml(ready, 'A boat'));
  t.deepEqual(photo.thumbnails[0], {
    widthPx: 1280,
    heightPx: 960,
    format: 'jpeg',
    bytes: 9,
    url: '/photos/p/d-1280.jpg',
  });
  t.is(photo.thumbnails[1]?.crop, 'square');
});

test('a rejected photo is told with the reason and without html', async (t) => {
  const photo = await readPhoto(tableOf({...waiting, status: 'rejected', reason: 'expected a picture, got text'}), id);

  t.is(photo.reason, 'expected a picture, got text');
  t.false('html' in photo);
});

test('a photo that is not there, or no longer, is not found', async (t) => {
  for (const photo of [undefined, {...ready, status: 'deleted'} as const]) {
    const error = await t.throwsAsync(readPhoto(tableOf(photo), id), {instanceOf: BlogError});

    t.is(error.code, 'not-found');
  }
});

test("the focal point is the author's, and otherwise where the eye goes", async (t) => {
  const found = {...ready, attention: {x: 0.2, y: 0.3}};

  t.deepEqual((await readPhoto(tableOf(found), id)).focalPoint, {x: 0.2, y: 0.3});
  t.deepEqual((await readPhoto(tableOf({...found, focalPoint: {x: 1, y: 1}}), id)).focalPoint, {x: 1, y: 1});
});

test('what moves is offered first, to readers who do not mind', (t) => {
  const moving = {
    widthPx: 640,
    heightPx: 480,
    format: 'webp',
    bytes: 9,
    key: 'photos/p/g-640.webp',
    versionId: '1',
  } as const;

  const html = pictureHtml({...ready, thumbnails: [...ready.thumbnails, {...moving, animated: true}]}, '');

  t.regex(
    html,
    /^<picture><source type="image\/webp" media="\(prefers-reduced-motion: no-preference\)" srcset="\/photos\/p\/g-640.webp 640w"/,
  );
});
