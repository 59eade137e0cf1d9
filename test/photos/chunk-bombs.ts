// Files whose pixels or whose other parts unpack to far more than they are, or are very many.
import {deflateSync} from 'node:zlib';
import {type HostileCase, latin1, long, most, photo} from './hostile-case.ts';
import {matrixProfile, spaces} from './icc-profiles.ts';
import {comment, segment, withSegments} from './jpeg-files.ts';
import {chunk, header, packedZeros, signature, withChunks, zeroPng} from './png-files.ts';
import {flat, seedSize, seeds} from './seed-pictures.ts';
import {extendedWebp} from './webp-files.ts';

const compressedText = (keyword: string, bytes: number): Buffer =>
  Buffer.concat([latin1(`${keyword}\0\0`), packedZeros(bytes)]);

export const chunkBombs: readonly HostileCase[] = [
  [
    'a PNG of 50 megapixels of zeros in 16-bit RGBA',
    'made',
    () => zeroPng({...most, depth: 16, colour: 'rgb+alpha'}),
    long,
  ],
  [
    'the same, interlaced',
    'too-many-pixels',
    () => zeroPng({...most, depth: 16, colour: 'rgb+alpha', interlaced: true}),
  ],
  [
    'an interlaced PNG of 50 megapixels in RGBA',
    'made',
    () => zeroPng({...most, depth: 8, colour: 'rgb+alpha', interlaced: true}),
    long,
  ],
  [
    'an interlaced PNG of 50 megapixels in 16-bit RGB',
    'too-many-pixels',
    () => zeroPng({...most, depth: 16, colour: 'rgb', interlaced: true}),
    long,
  ],
  [
    'an interlaced PNG of 50 megapixels of one bit',
    'made',
    () => zeroPng({...most, depth: 1, colour: 'grey', interlaced: true}),
    long,
  ],
  [
    'a PNG whose pixels unpack to a gigabyte more than it has',
    undefined,
    () =>
      Buffer.concat([
        signature,
        header({...photo, depth: 8, colour: 'rgb'}),
        chunk('IDAT', packedZeros(1_000_000_000)),
        chunk('IEND'),
      ]),
  ],
  [
    'a PNG with a text that unpacks to 4 GB',
    undefined,
    () => withChunks(seeds.PNG, chunk('zTXt', compressedText('Comment', 4_000_000_000))),
  ],
  [
    'a PNG with an international text that unpacks to 4 GB',
    undefined,
    () =>
      withChunks(seeds.PNG, chunk('iTXt', Buffer.concat([latin1('Comment\0\x01\0\0\0'), packedZeros(4_000_000_000)]))),
  ],
  [
    'a PNG with a profile that unpacks to 1 GB',
    undefined,
    () => withChunks(seeds.PNG, chunk('iCCP', compressedText('icc', 1_000_000_000))),
  ],
  [
    'a PNG with a profile of 8 MB',
    undefined,
    () =>
      withChunks(
        seeds.PNG,
        chunk(
          'iCCP',
          Buffer.concat([
            latin1('icc\0\0'),
            deflateSync(Buffer.concat([matrixProfile(spaces['Display P3'], {name: 'P3'}), Buffer.alloc(8_000_000)])),
          ]),
        ),
      ),
  ],
  [
    'a PNG with 300,000 texts',
    undefined,
    () => withChunks(seeds.PNG, Buffer.concat(Array<Buffer>(300_000).fill(chunk('tEXt', latin1('a\0b'))))),
  ],
  [
    'a PNG with 900,000 empty unknown chunks',
    undefined,
    () => withChunks(seeds.PNG, Buffer.concat(Array<Buffer>(900_000).fill(chunk('abCd')))),
    long,
  ],
  [
    'a PNG with 500,000 empty pixel chunks',
    undefined,
    () =>
      Buffer.concat([seeds.PNG.subarray(0, 33), ...Array<Buffer>(500_000).fill(chunk('IDAT')), seeds.PNG.subarray(33)]),
  ],
  [
    'a PNG with a text of 14 MB',
    undefined,
    () => withChunks(seeds.PNG, chunk('tEXt', Buffer.concat([latin1('Comment\0'), Buffer.alloc(14_000_000, 97)]))),
    long,
  ],
  ['a PNG with 14 MB of EXIF', undefined, () => withChunks(seeds.PNG, chunk('eXIf', Buffer.alloc(14_000_000)))],
  [
    'a JPEG with 14 MB of comments',
    'made',
    () => withSegments(seeds.JPEG, ...Array<Buffer>(214).fill(comment('x'.repeat(65_500)))),
  ],
  [
    'a JPEG with 3,500,000 empty comments',
    'made',
    () => withSegments(seeds.JPEG, Buffer.concat(Array<Buffer>(3_500_000).fill(comment('')))),
    long,
  ],
  [
    'a JPEG with 14 MB of application segments',
    undefined,
    () => withSegments(seeds.JPEG, ...Array<Buffer>(214).fill(segment(0xe1, Buffer.alloc(65_500)))),
    long,
  ],
  ['a JPEG with 14 MB of padding', 'made', () => withSegments(seeds.JPEG, Buffer.alloc(14_000_000, 0xff)), long],
  [
    'a JPEG with a profile of 255 parts',
    undefined,
    () =>
      withSegments(
        seeds.JPEG,
        ...Array.from({length: 255}, (_, at) =>
          segment(0xe2, Buffer.concat([latin1('ICC_PROFILE\0'), Buffer.from([at + 1, 255]), Buffer.alloc(55_000)])),
        ),
      ),
    long,
  ],
  ['a JPEG with 14 MB behind its end', 'made', () => Buffer.concat([seeds.JPEG, Buffer.alloc(14_000_000, 0xda)])],
  [
    'a WebP with 14 MB of EXIF, XMP and profile',
    undefined,
    () =>
      extendedWebp(seeds['lossy WebP'], seedSize, {
        ICCP: Buffer.alloc(5_000_000),
        EXIF: Buffer.alloc(5_000_000),
        'XMP ': Buffer.alloc(4_000_000),
      }),
  ],
  [
    'a lossless WebP of 16,383 × 3,051',
    'made',
    async () => flat(16_383, 3051, 4).webp({lossless: true, effort: 0}).toBuffer(),
    long,
  ],
  ['a lossy WebP of 16,383 × 3,051', 'made', async () => flat(16_383, 3051, 4).webp({effort: 0}).toBuffer(), long],
];
