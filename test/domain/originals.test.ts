import test from 'ava';
import {
  maxPixels,
  maxUploadBytes,
  type PhotoHeader,
  type Upload,
  upload,
  validatePhoto,
} from '../../src/domain/originals.ts';

const photo = upload.parse({photoId: '01K9ZQ8V4T3M5N7P9R1S2W6X8Y', key: 'uploads/x', etag: 'abc', bytes: 1000});
const header: PhotoHeader = {format: 'jpeg', widthPx: 800, heightPx: 600};
const scan = Buffer.from('ffda0008010100003f00', 'hex');
const jpegOf = (scans: number) => Buffer.concat([Buffer.from('ffd8', 'hex'), ...Array(scans).fill(scan)]);

const validate = (found: {file?: Uint8Array | undefined; header?: PhotoHeader | undefined}, claimed: Upload = photo) =>
  validatePhoto({read: async () => found.file, keep: async () => {}}, {readHeader: async () => found.header}, claimed);

test('a photo within every limit is told by its upright size', async (t) => {
  t.deepEqual(await validate({file: jpegOf(1), header}), header);
});

test('a file of 15 MB is read, one byte more is refused unread', async (t) => {
  const unread = (bytes: number) =>
    validatePhoto(
      {read: () => Promise.reject(new Error('read')), keep: async () => {}},
      {readHeader: async () => header},
      {...photo, bytes},
    );

  t.deepEqual(await validate({file: jpegOf(1), header}, {...photo, bytes: maxUploadBytes}), header);
  t.like(await unread(maxUploadBytes + 1), {refused: 'too-large'});
  t.deepEqual(await unread(16_000_000), {
    refused: 'too-large',
    reason: 'expected a file of at most 15 MB, got 16 MB',
  });
});

test('an upload that others replaced is refused', async (t) => {
  t.like(await validate({header}), {refused: 'replaced'});
});

test('a file that no decoder knows is refused', async (t) => {
  t.like(await validate({file: Buffer.from('hello')}), {refused: 'not-a-photo'});
});

test('a JPEG may have 32 scans and not 33', async (t) => {
  t.deepEqual(await validate({file: jpegOf(32), header}), header);
  t.like(await validate({file: jpegOf(33), header}), {refused: 'too-many-scans'});
});

test('a PNG has no scans to count', async (t) => {
  const png: PhotoHeader = {...header, format: 'png'};

  t.deepEqual(await validate({file: jpegOf(33), header: png}), png);
});

test('a photo may have 50 megapixels and no more', async (t) => {
  const largest: PhotoHeader = {...header, widthPx: maxPixels / 5000, heightPx: 5000};

  t.deepEqual(await validate({file: jpegOf(1), header: largest}), largest);
  t.deepEqual(await validate({file: jpegOf(1), header: {...header, widthPx: 12_000, heightPx: 10_000}}), {
    refused: 'too-many-pixels',
    reason: 'expected at most 50 megapixels, got 120 (12000 × 10000)',
  });
});
