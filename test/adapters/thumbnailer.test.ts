import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import type {Sharp} from 'sharp';
import {sharp} from '../../src/adapters/sharp.ts';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import type {Size, Step} from '../../src/domain/ladder.ts';
import type {Pixels} from '../../src/domain/thumbnailer.ts';
import {greyProfile} from '../photos/icc-profiles.ts';
import {segment, withSegments} from '../photos/jpeg-files.ts';
import {type Picture, readPicture} from './read-pictures.ts';

type Colour = readonly [number, number, number];

const red: Colour = [200, 60, 40];
const green: Colour = [40, 160, 90];
const blue: Colour = [50, 70, 190];
const grey: Colour = [128, 128, 128];

const size = {widthPx: 120, heightPx: 80};
const avif: Step = {widthPx: 60, heightPx: 40, format: 'avif'};
const jpeg: Step = {...avif, format: 'jpeg'};

/** Four quarters of one colour each, so that every turn and every mirroring looks different. */
const upright = (x: number, y: number): Colour => {
  const [left, right] = y < size.heightPx / 2 ? [red, green] : [blue, grey];
  return x < size.widthPx / 2 ? left : right;
};

/** Where a pixel that is stored at (x, y) belongs in the upright picture, by EXIF orientation. */
const unturned: Record<number, (x: number, y: number) => readonly [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y) => [size.widthPx - 1 - x, y],
  3: (x, y) => [size.widthPx - 1 - x, size.heightPx - 1 - y],
  4: (x, y) => [x, size.heightPx - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [size.widthPx - 1 - y, x],
  7: (x, y) => [size.widthPx - 1 - y, size.heightPx - 1 - x],
  8: (x, y) => [y, size.heightPx - 1 - x],
};

const stored = (orientation: number): Sharp => {
  const [width, height] = orientation < 5 ? [size.widthPx, size.heightPx] : [size.heightPx, size.widthPx];
  const place = unturned[orientation] ?? unturned[1];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set(upright(...(place?.(x, y) ?? [x, y])), (y * width + x) * 3);
  return sharp(data, {raw: {width, height, channels: 3}});
};

const pixelsOf = async (file: Uint8Array, decoded: Size = size): Promise<Pixels> => {
  const pixels = await thumbnailer.decode(file, decoded);
  if (!pixels) throw new Error('expected the file to be decoded');
  return pixels;
};

const thumbnailsOf = async (file: Uint8Array, ...steps: Step[]) => {
  const pixels = await pixelsOf(file);
  return Promise.all(steps.map(async (step) => readPicture(await thumbnailer.encode(pixels, step))));
};

/** The colours in the middle of the four quarters, row by row. */
const quarters = ({data, widthPx, heightPx, channels}: Picture): readonly number[][] =>
  [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * heightPx) * widthPx + Math.floor(x * widthPx)) * channels;
      return [...data.subarray(at, at + channels)];
    }),
  );

/** How far the farthest channel is off. */
const distance = (found: readonly number[][], expected: readonly (readonly number[])[]): number =>
  Math.max(
    ...found.flatMap((colour, place) => colour.map((value, at) => Math.abs(value - (expected[place]?.[at] ?? 0)))),
  );

const fine = {quality: 95, chromaSubsampling: '4:4:4'} as const;

const encoders: Record<string, (orientation: number) => Sharp> = {
  JPEG: (orientation) => stored(orientation).withMetadata({orientation}).jpeg(fine),
  PNG: (orientation) => stored(orientation).withMetadata({orientation}).png(),
  WebP: (orientation) => stored(orientation).withMetadata({orientation}).webp({lossless: true}),
  'JPEG in Display P3': (orientation) => stored(orientation).withMetadata({orientation, icc: 'p3'}).jpeg(fine),
  'PNG of 16 bits in Display P3': (orientation) =>
    stored(orientation).toColourspace('rgb16').withMetadata({orientation, icc: 'p3'}).png(),
};

for (const [name, encode] of Object.entries(encoders))
  for (const orientation of Object.keys(unturned).map(Number))
    test(`a ${name} stored with orientation ${orientation} is upright in every format`, async (t) => {
      const file = await encode(orientation).toBuffer();

      for (const thumbnail of await thumbnailsOf(file, avif, jpeg)) {
        t.like(thumbnail, {widthPx: 60, heightPx: 40});
        t.true(distance(quarters(thumbnail), [red, green, blue, grey]) <= 8);
      }
    });

test('thumbnails carry no metadata, whatever the original carries', async (t) => {
  const file = await stored(1)
    .withExif({IFD0: {Artist: 'Robin'}, IFD3: {GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1'}})
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    )
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();

  t.deepEqual((await readPicture(file)).metadata, ['exif', 'icc', 'xmp']);
  for (const {metadata} of await thumbnailsOf(file, avif, jpeg, {...jpeg, widthPx: 40, crop: 'square'}))
    t.deepEqual(metadata, []);
});

const converted = test.macro({
  exec: async (t, make: (picture: Sharp) => Promise<Buffer>, tolerance: number) => {
    const file = await make(stored(1));

    for (const thumbnail of await thumbnailsOf(file, avif, jpeg))
      t.true(distance(quarters(thumbnail), [red, green, blue, grey]) <= tolerance);
  },
  title: (what) => `${what} becomes the same colours in sRGB`,
});

test('a picture with an sRGB profile', converted, (picture) => picture.withIccProfile('srgb').png().toBuffer(), 8);
test('a picture in Display P3', converted, (picture) => picture.withIccProfile('p3').png().toBuffer(), 8);
test('a JPEG in Display P3', converted, (picture) => picture.withIccProfile('p3').jpeg({quality: 95}).toBuffer(), 10);
test('a picture of 16 bits', converted, (picture) => picture.toColourspace('rgb16').png().toBuffer(), 8);
test(
  'a picture of 16 bits in Display P3',
  converted,
  (picture) => picture.toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
  8,
);
test('an indexed picture', converted, (picture) => picture.png({palette: true}).toBuffer(), 8);
test('a progressive JPEG', converted, (picture) => picture.jpeg({quality: 95, progressive: true}).toBuffer(), 10);

const inks = test.macro({
  exec: async (t, make: (picture: Sharp) => Sharp | Promise<Sharp>) => {
    const picture = await make(stored(1).toColourspace('cmyk'));
    const file = await picture.jpeg({quality: 95}).toBuffer();

    const expected = quarters(await readPicture(file));
    for (const thumbnail of await thumbnailsOf(file, avif, jpeg)) t.true(distance(quarters(thumbnail), expected) <= 8);
  },
  title: (what) => `${what} becomes the colours that its inks have`,
});

/** A profile of inks that nobody has: where its tables say dark, the usual one says light. */
const strangeInks = async (): Promise<string> => {
  const usual = await stored(1).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
  const profile = (await sharp(usual).metadata()).icc ?? Buffer.alloc(0);
  for (let entry = 132; entry < 132 + profile.readUInt32BE(128) * 12; entry += 12) {
    if (!profile.toString('latin1', entry).startsWith('A2B')) continue;
    const [start, length] = [profile.readUInt32BE(entry + 4), profile.readUInt32BE(entry + 8)];
    const table = profile.subarray(start + Math.round(length * 0.2), start + Math.round(length * 0.9));
    table.forEach((value, at) => {
      table[at] = 255 - value;
    });
  }
  const path = join(await mkdtemp(join(tmpdir(), 'inks-')), 'strange.icc');
  await writeFile(path, profile);
  return path;
};

test('a CMYK JPEG', inks, (picture) => picture.withIccProfile('cmyk'));
test('a CMYK JPEG with a profile of its own', inks, async (picture) => picture.withIccProfile(await strangeInks()));
test('a CMYK JPEG without a profile', inks, (picture) => picture);

test('a grey picture stays grey', async (t) => {
  const file = await stored(1).greyscale().toColourspace('b-w').jpeg().toBuffer();

  for (const thumbnail of await thumbnailsOf(file, avif, jpeg))
    for (const colour of quarters(thumbnail)) t.true(Math.max(...colour) - Math.min(...colour) <= 4);
});

test('a grey picture with a profile of its own is shown as bright as it says', async (t) => {
  const linear = segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), greyProfile(1)]));
  const file = withSegments(await stored(1).greyscale().linear(0, 55).toColourspace('b-w').jpeg().toBuffer(), linear);

  for (const thumbnail of await thumbnailsOf(file, avif, jpeg))
    t.true(distance(quarters(thumbnail), Array(4).fill([128, 128, 128])) <= 4);
});

test('what is transparent is white in JPEG and transparent in AVIF', async (t) => {
  const file = await stored(1).ensureAlpha(0).png().toBuffer();

  const [transparent, white] = await thumbnailsOf(file, avif, jpeg);

  t.true(transparent && quarters(transparent).every(([, , , alpha]) => alpha === 0));
  t.true(white && distance(quarters(white), Array(4).fill([255, 255, 255])) <= 2);
});

test('a crop is that part of the picture, and nothing beside it', async (t) => {
  const pixels = await pixelsOf(await stored(1).png().toBuffer());
  const corner = {leftPx: 60, topPx: 40, widthPx: 40, heightPx: 40};

  const square = await readPicture(await thumbnailer.encode(pixels, {...jpeg, widthPx: 40, crop: 'square'}, corner));

  t.like(square, {format: 'jpeg', widthPx: 40, heightPx: 40});
  t.true(distance(quarters(square), Array(4).fill(grey)) <= 8);
});

test('a picture of one pixel is a picture', async (t) => {
  const file = await sharp({create: {width: 1, height: 1, channels: 3, background: 'red'}})
    .png()
    .toBuffer();
  const pixels = await thumbnailer.decode(file, {widthPx: 1, heightPx: 1});

  t.like(pixels, {widthPx: 1, heightPx: 1});
});

test('a file that is damaged behind its header is not decoded', async (t) => {
  const file = await stored(1).jpeg().toBuffer();

  t.truthy(await thumbnailer.decode(file, size));
  t.is(await thumbnailer.decode(file.subarray(0, file.byteLength * 0.8), size), undefined);
  t.is(await thumbnailer.decode(Buffer.from('hello'), size), undefined);
});

test('the same picture becomes the same bytes', async (t) => {
  const pixels = await thumbnailer.decode(await stored(1).png().toBuffer(), size);

  if (!pixels) return t.fail();
  t.deepEqual(await thumbnailer.encode(pixels, avif), await thumbnailer.encode(pixels, avif));
});
