import test from 'ava';
import type {Region} from '../../src/domain/crops.ts';
import {ladder, ladderDigest, type Step} from '../../src/domain/ladder.ts';
import {type PhotoHeader, upload} from '../../src/domain/originals.ts';
import {type Refusal, replaced} from '../../src/domain/photo-refusals.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import type {NewThumbnail} from '../../src/domain/thumbnail-files.ts';
import type {Pixels} from '../../src/domain/thumbnailer.ts';
import {type ResizedPhoto, resizePhoto} from '../../src/domain/thumbnails.ts';

const photo = upload.parse({
  photoId: '01K9ZQ8V4T3M5N7P9R1S2W6X8Y',
  key: 'uploads/01K9ZQ8V4T3M5N7P9R1S2W6X8Y',
  etag: 'abc',
  bytes: 5,
});
const original = upload.parse({photoId: photo.photoId, key: `originals/${photo.photoId}`});
const sizes = ladder.parse({avifWidthsPx: [320, 640], jpegWidthsPx: [640], squarePx: 320, animated: true});
const file = Buffer.from('hello');
const header: PhotoHeader = {format: 'png', widthPx: 1000, heightPx: 500, frames: 1, heldBytes: 0};
const pixels: Pixels = {widthPx: 640, heightPx: 320, channels: 3, data: new Uint8Array()};
const survey = {colour: '#405060', attention: {x: 0.25, y: 0.5}};

type Parts = {
  readonly file?: Uint8Array | Refusal;
  readonly header?: PhotoHeader | undefined;
  readonly pixels?: Pixels | undefined;
  readonly animation?: Uint8Array | undefined;
  readonly record?: Partial<PhotoRecord>;
};

/** A workshop of which every part can be told to fail; it writes down what it was asked to make and to store. */
const workshop = (told: Parts = {}) => {
  const parts: Parts = {file, header, pixels, animation: Buffer.from('moving'), ...told};
  const log: Record<'encoded' | 'thumbnails' | 'originals', string[]> = {encoded: [], thumbnails: [], originals: []};
  const adapters = {
    originals: {
      read: async () => parts.file ?? file,
      keep: async ({photoId}: {photoId: string}) => void log.originals.push(photoId),
    },
    decoder: {readHeader: async () => parts.header},
    thumbnailer: {
      decode: async () => parts.pixels,
      survey: async () => survey,
      resize: async () => pixels,
      encode: async (_: unknown, step: Step, region?: Region) => {
        log.encoded.push(step.crop ?? step.format);
        return Buffer.from(JSON.stringify([step, region]));
      },
      animate: async () => {
        log.encoded.push('animation');
        return parts.animation;
      },
    },
    thumbnails: {put: async ({key}: NewThumbnail) => `v${log.thumbnails.push(key)}`},
    photos: {readRecord: async () => parts.record as PhotoRecord | undefined},
  };
  return {log, resize: (input = photo, ladderInUse = sizes) => resizePhoto(adapters, ladderInUse, input)};
};

const resized = async (told?: Parts, ...input: Parameters<ReturnType<typeof workshop>['resize']>) => {
  const {log, resize} = workshop(told);
  const result = await resize(...input);
  if ('refused' in result) throw new Error(`expected a photo, got ${result.reason}`);
  return {...log, ...result, puts: log.thumbnails};
};

/** The record of a photo that was resized before. */
const recordOf = ({widthPx, heightPx, hash, colour, attention, ladder: digest, thumbnails}: ResizedPhoto) => ({
  widthPx,
  heightPx,
  hash,
  colour,
  attention,
  ladder: digest,
  thumbnails: thumbnails.map((thumbnail, place) => ({...thumbnail, versionId: `earlier${place}`})),
});

const namesOf = (thumbnails: ResizedPhoto['thumbnails']): string[] =>
  thumbnails.map(({crop, animated, format, widthPx, heightPx}) =>
    [animated && 'animated', crop ?? format, `${widthPx}×${heightPx}`].filter(Boolean).join(' '),
  );

test('a resized photo has the upright size, the hash and the colour of its original, and every step as it was stored', async (t) => {
  const {thumbnails, puts, ...made} = await resized();

  t.deepEqual(namesOf(thumbnails), ['avif 320×160', 'avif 640×320', 'jpeg 640×320', 'square 320×320']);
  t.deepEqual(
    thumbnails.map(({key, versionId}) => [key, versionId]),
    puts.map((key, place) => [key, `v${place + 1}`]),
  );
  t.like(made, {
    widthPx: 1000,
    heightPx: 500,
    hash: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    ...survey,
    ladder: ladderDigest(sizes),
    superseded: [],
  });
  t.false('focalPoint' in made);
});

test('an upload becomes the original that is kept, and a kept original stays as it is', async (t) => {
  t.deepEqual((await resized()).originals, [photo.photoId]);
  t.deepEqual((await resized({}, original)).originals, []);
});

const keyOfSquare = ({thumbnails}: ResizedPhoto): string | undefined => thumbnails.find(({crop}) => crop)?.key;

test("crops follow the author's focal point, and where the eye goes if there is none", async (t) => {
  const atAttention = await resized({record: {thumbnails: []}});
  const atSamePlace = await resized({record: {thumbnails: [], focalPoint: survey.attention}});
  const elsewhere = await resized({record: {thumbnails: [], focalPoint: {x: 1, y: 0}}});

  t.is(keyOfSquare(atSamePlace), keyOfSquare(atAttention));
  t.not(keyOfSquare(elsewhere), keyOfSquare(atAttention));
  t.like(elsewhere, {focalPoint: {x: 1, y: 0}, attention: survey.attention});
});

test('a new focal point cuts only the crops again, and the whole pictures stay as the record has them', async (t) => {
  const record = recordOf(await resized({header: {...header, frames: 2}}));

  const again = await resized(
    {record: {...record, focalPoint: {x: 1, y: 0}}, header: {...header, frames: 2}},
    original,
  );

  const square = again.thumbnails.find(({crop}) => crop);
  t.deepEqual(again.encoded, ['square']);
  t.deepEqual(again.puts, [square?.key]);
  t.deepEqual(
    again.thumbnails.filter(({crop}) => !crop),
    record.thumbnails.filter(({crop}) => !crop),
  );
  t.deepEqual(
    again.superseded,
    record.thumbnails.filter(({crop}) => crop).map(({key, versionId}) => ({key, versionId})),
  );
});

test('a repeated run stores no thumbnail and supersedes none', async (t) => {
  const record = recordOf(await resized());

  const again = await resized({record}, original);

  t.deepEqual(again.puts, []);
  t.deepEqual(again.superseded, []);
  t.deepEqual(again.thumbnails, record.thumbnails);
});

test('another ladder makes everything anew, and what it does not make is superseded beside what was before', async (t) => {
  const record = recordOf(await resized());
  const superseded = [{key: 'photos/long-ago', versionId: 'v1'}];

  const again = await resized({record: {...record, superseded}}, original, {...sizes, avifWidthsPx: [640, 960]});

  t.deepEqual(namesOf(again.thumbnails), ['avif 640×320', 'avif 960×480', 'jpeg 640×320', 'square 320×320']);
  t.is(again.ladder, ladderDigest({...sizes, avifWidthsPx: [640, 960]}));
  t.is(again.puts.length, 1);
  t.deepEqual(
    again.superseded.map(({versionId}) => versionId),
    ['v1', 'earlier0'],
  );
});

test('other bytes make everything anew', async (t) => {
  const record = recordOf(await resized());

  const thumbnails = record.thumbnails.map((thumbnail) => ({...thumbnail, key: `${thumbnail.key} of other bytes`}));
  const again = await resized({record: {...record, hash: 'another', thumbnails}}, original);

  t.is(again.puts.length, 4);
  t.is(again.superseded.length, 4);
});

test('what moves is also made moving', async (t) => {
  const {thumbnails} = await resized({header: {...header, format: 'gif', frames: 2}});

  t.is(namesOf(thumbnails).at(-1), 'animated webp 640×320');
  t.regex(thumbnails.at(-1)?.key ?? '', /\/[0-9a-f]{16}-640\.webp$/);
});

const refused = test.macro({
  exec: async (t, parts: Parts, code: string) => {
    const {log, resize} = workshop(parts);

    t.like(await resize(), {refused: code});
    t.deepEqual([log.thumbnails, log.originals], [[], []]);
  },
  title: (what, _, code) => `${what} is refused as ${code} and leaves nothing behind`,
});

test('an upload that is no longer there', refused, {file: replaced()}, 'replaced');
test('an upload without a readable header', refused, {header: undefined}, 'not-a-photo');
test('an upload without readable pixels', refused, {pixels: undefined}, 'damaged');
test(
  'an upload of which a later frame is damaged',
  refused,
  {header: {...header, frames: 2}, animation: undefined},
  'damaged',
);
