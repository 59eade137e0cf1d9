import test from 'ava';
import {
  maxPixels,
  maxUploadBytes,
  type PhotoHeader,
  readSafeHeader,
  type Upload,
  upload,
  validatePhoto,
} from '../../src/domain/originals.ts';
import {type Refusal, replaced} from '../../src/domain/photo-refusals.ts';

const photo = upload.parse({photoId: '01K9ZQ8V4T3M5N7P9R1S2W6X8Y', key: 'uploads/x', etag: 'abc', bytes: 1000});
const header: PhotoHeader = {format: 'jpeg', widthPx: 800, heightPx: 600, frames: 1, heldBytes: 0};
const scan = Buffer.from('ffda0008010100003f00', 'hex');
const jpegOf = (scans: number) => Buffer.concat([Buffer.from('ffd8', 'hex'), ...Array(scans).fill(scan)]);
const arithmetic = Buffer.from('ffd8ffc9000b080001000101011100', 'hex');
const webpOf = (frames: number) =>
  Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), ...Array<Buffer>(frames).fill(Buffer.from('ANMF\0\0\0\0'))]);
const still = {animated: false};

type Found = {readonly file?: Uint8Array | Refusal; readonly header?: PhotoHeader | undefined};

const validate = (found: Found, claimed: Upload = photo) =>
  validatePhoto(
    {read: async () => found.file ?? replaced(), keep: async () => {}},
    {readHeader: async () => found.header},
    still,
    claimed,
  );

test('a photo within every limit is told by its upright size', async (t) => {
  t.deepEqual(await validate({file: jpegOf(1), header}), header);
});

test('a file of 15 MB is read, one byte more is refused unread', async (t) => {
  const unread = (bytes: number) =>
    validatePhoto(
      {read: () => Promise.reject(new Error('read')), keep: async () => {}},
      {readHeader: async () => header},
      still,
      {...photo, bytes},
    );

  t.deepEqual(await validate({file: jpegOf(1), header}, {...photo, bytes: maxUploadBytes}), header);
  t.deepEqual(await unread(maxUploadBytes + 1), {
    refused: 'too-large',
    reason: 'expected a file of at most 15 MB, got 15.000001 MB: export it smaller',
  });
  t.deepEqual(await unread(16_000_000), {
    refused: 'too-large',
    reason: 'expected a file of at most 15 MB, got 16 MB: export it smaller',
  });
});

test('an upload is named with its etag and its size, a kept original without', (t) => {
  const {photoId} = photo;

  t.true(upload.safeParse({photoId, key: `originals/${photoId}`}).success);
  t.false(upload.safeParse({photoId, key: `uploads/${photoId}`}).success);
  t.false(upload.safeParse({photoId, key: `uploads/${photoId}`, etag: 'abc'}).success);
  t.false(upload.safeParse({photoId, key: `uploads/${photoId}`, bytes: 5}).success);
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

test('a JPEG that no browser shows is refused though the decoder reads it', async (t) => {
  t.like(await validate({file: arithmetic, header}), {refused: 'format-not-accepted'});
});

test('a photo may have 50 megapixels and no more', async (t) => {
  const largest: PhotoHeader = {...header, widthPx: maxPixels / 5000, heightPx: 5000};

  t.deepEqual(await validate({file: jpegOf(1), header: largest}), largest);
  t.like(await validate({file: jpegOf(1), header: {...largest, heightPx: 5001}}), {refused: 'too-many-pixels'});
  t.deepEqual(await validate({file: jpegOf(1), header: {...header, widthPx: 12_000, heightPx: 10_000}}), {
    refused: 'too-many-pixels',
    reason: 'expected at most 50 megapixels, got 120 (12,000 × 10,000): export it smaller',
  });
});

test('50 megapixels hold for all frames together', async (t) => {
  const moving: PhotoHeader = {...header, format: 'gif', widthPx: 1000, heightPx: 1000, frames: 50};

  t.deepEqual(await validate({file: Buffer.from('GIF89a'), header: moving}), moving);
  t.deepEqual(await validate({file: Buffer.from('GIF89a'), header: {...moving, frames: 51}}), {
    refused: 'too-many-pixels',
    reason:
      'expected at most 50 megapixels in all frames together, got 51 (51 frames of 1,000 × 1,000): export it smaller or shorter',
  });
});

test('a side may have 32,767 pixels and no more', async (t) => {
  for (const side of ['widthPx', 'heightPx'] as const) {
    const line: PhotoHeader = {...header, widthPx: 1, heightPx: 1, [side]: 32_767};

    t.deepEqual(await validate({file: jpegOf(1), header: line}), line);
    t.like(await validate({file: jpegOf(1), header: {...line, [side]: 32_768}}), {refused: 'too-many-pixels'});
  }
});

test('what must be held at once may take 300 MB and no more', async (t) => {
  const heavy: PhotoHeader = {...header, heldBytes: 300_000_000};

  t.deepEqual(await validate({file: jpegOf(1), header: heavy}), heavy);
  t.like(await validate({file: jpegOf(1), header: {...heavy, heldBytes: 300_000_001}}), {refused: 'too-many-pixels'});
});

test('more than 1,000 frames are refused: of a WebP before any decoder opens it', async (t) => {
  const webp: PhotoHeader = {...header, format: 'webp'};
  const unopened = {readHeader: () => Promise.reject(new Error('opened'))};

  t.deepEqual(await validate({file: webpOf(1000), header: webp}), webp);
  t.deepEqual(await readSafeHeader(unopened, still, webpOf(1001)), {
    refused: 'too-many-pixels',
    reason: 'expected at most 1,000 frames, got 1,001: export it shorter',
  });
  const many: PhotoHeader = {...header, format: 'gif', widthPx: 1, heightPx: 1, frames: 1001};
  t.like(await validate({file: Buffer.from('GIF89a'), header: many}), {refused: 'too-many-pixels'});
});
