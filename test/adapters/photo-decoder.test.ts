import test from 'ava';
import {photoDecoder} from '../../src/adapters/photo-decoder.ts';
import {sharp} from '../../src/adapters/sharp.ts';

const picture = sharp({create: {width: 40, height: 30, channels: 3, background: 'teal'}});
const jpeg = await picture.clone().jpeg().toBuffer();

test('JPEG, PNG and WebP are told by their content', async (t) => {
  t.deepEqual(await photoDecoder.readHeader(jpeg), {format: 'jpeg', widthPx: 40, heightPx: 30});
  t.like(await photoDecoder.readHeader(await picture.clone().png().toBuffer()), {format: 'png'});
  t.like(await photoDecoder.readHeader(await picture.clone().webp().toBuffer()), {format: 'webp'});
});

test('the size is that of the upright picture', async (t) => {
  const sideways = await picture.clone().withMetadata({orientation: 6}).jpeg().toBuffer();

  t.like(await photoDecoder.readHeader(sideways), {widthPx: 30, heightPx: 40});
});

test('of a header that promises too many pixels, the size is read and nothing is decoded', async (t) => {
  const promising = Buffer.from(jpeg);
  const frame = promising.indexOf(Buffer.from('ffc0', 'hex'));
  promising.writeUInt16BE(65_000, frame + 5);
  promising.writeUInt16BE(65_000, frame + 7);

  t.like(await photoDecoder.readHeader(promising), {widthPx: 65_000, heightPx: 65_000});
});

const unknown = test.macro({
  exec: async (t, make: () => Promise<Uint8Array> | Uint8Array) => {
    const file = await make();

    t.is(await photoDecoder.readHeader(file), undefined);
    await t.throwsAsync(async () => sharp(file).metadata());
  },
  title: (what) => `no decoder opens ${what}`,
});

test('an AVIF', unknown, () => picture.clone().avif().toBuffer());
test('a GIF', unknown, () => picture.clone().gif().toBuffer());
test('a TIFF', unknown, () => picture.clone().tiff().toBuffer());
test('an SVG', unknown, () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
test('a text', unknown, () => Buffer.from('hello'));
test('an empty file', unknown, () => Buffer.alloc(0));
test('the first bytes of a JPEG', unknown, () => jpeg.subarray(0, 20));
