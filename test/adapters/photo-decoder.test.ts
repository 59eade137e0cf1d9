import test from 'ava';
import {photoDecoder} from '../../src/adapters/photo-decoder.ts';
import {sharp} from '../../src/adapters/sharp.ts';

const picture = sharp({create: {width: 40, height: 30, channels: 3, background: 'teal'}});
const jpeg = await picture.clone().jpeg().toBuffer();
const gif = await picture.clone().gif().toBuffer();
const readHeader = (file: Uint8Array, animated = false) => photoDecoder.readHeader(file, {animated});

test('JPEG, PNG and WebP are told by their content', async (t) => {
  t.like(await readHeader(jpeg), {format: 'jpeg', widthPx: 40, heightPx: 30, frames: 1});
  t.like(await readHeader(await picture.clone().png().toBuffer()), {format: 'png'});
  t.like(await readHeader(await picture.clone().webp().toBuffer()), {format: 'webp'});
});

test('the size is that of the upright picture', async (t) => {
  const sideways = await picture.clone().withMetadata({orientation: 6}).jpeg().toBuffer();

  t.like(await readHeader(sideways), {widthPx: 30, heightPx: 40});
});

test('of a header that promises too many pixels, the size is read and nothing is decoded', async (t) => {
  const promising = Buffer.from(jpeg);
  const frame = promising.indexOf(Buffer.from('ffc0', 'hex'));
  promising.writeUInt16BE(65_000, frame + 5);
  promising.writeUInt16BE(65_000, frame + 7);

  t.like(await readHeader(promising), {widthPx: 65_000, heightPx: 65_000});
});

const unknown = test.macro({
  exec: async (t, make: () => Promise<Uint8Array> | Uint8Array) => {
    const file = await make();

    t.is(await readHeader(file), undefined);
    await t.throwsAsync(async () => sharp(file).metadata());
  },
  title: (what) => `no decoder opens ${what}`,
});

test('an AVIF', unknown, () => picture.clone().avif().toBuffer());
test('a GIF', unknown, () => gif);
test('a TIFF', unknown, () => picture.clone().tiff().toBuffer());
test('an SVG', unknown, () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
test('a text', unknown, () => Buffer.from('hello'));
test('an empty file', unknown, () => Buffer.alloc(0));
test('the first bytes of a JPEG', unknown, () => jpeg.subarray(0, 20));

test.serial('a GIF is opened where pictures may move, and nowhere else', async (t) => {
  t.like(await readHeader(gif, true), {format: 'gif', widthPx: 40, heightPx: 30, frames: 1});
  t.is(await readHeader(gif), undefined);
});

// Serial, since whoever accepts a GIF does so for the whole process.
test.serial('frames count where pictures may move', async (t) => {
  const frames = await sharp(Buffer.alloc(8 * 24 * 3, Buffer.from(Array.from({length: 577}, (_, at) => at % 251))), {
    raw: {width: 8, height: 24, channels: 3, pageHeight: 8},
  })
    .webp({loop: 0, delay: [100, 100, 100]})
    .toBuffer();

  t.like(await readHeader(frames, true), {frames: 3, widthPx: 8, heightPx: 8});
  t.like(await readHeader(frames), {frames: 1, widthPx: 8, heightPx: 8});
});

/** Of 40 × 30 pixels and as many rows. */
const held = async (make: (from: typeof picture) => Promise<Buffer>): Promise<number | undefined> =>
  (await readHeader(await make(picture.clone())))?.heldBytes;

test('what is read row by row holds rows, anything else all of its pixels too', async (t) => {
  const rows = 40 * 30 * 3;

  t.is(await held((from) => from.jpeg().toBuffer()), rows);
  t.is(await held((from) => from.png().toBuffer()), rows);
  t.is(await held((from) => from.jpeg({progressive: true, chromaSubsampling: '4:4:4'}).toBuffer()), rows + 40 * 30 * 6);
  t.is(await held((from) => from.jpeg({progressive: true}).toBuffer()), rows + 40 * 30 * 3);
  t.is(await held((from) => from.png({progressive: true}).toBuffer()), rows + 40 * 30 * 3);
  t.is(await held((from) => from.toColourspace('rgb16').png({progressive: true}).toBuffer()), (rows + 40 * 30 * 3) * 2);
  t.is(await held((from) => from.webp().toBuffer()), rows + 40 * 30 * 4);
});
