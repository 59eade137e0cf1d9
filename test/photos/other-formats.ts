// Files of the formats that are not accepted, as small as a reader would still take them for what they are.
import {sharp} from '../../src/adapters/sharp.ts';
import {type HostileCase, latin1} from './hostile-case.ts';
import {seeds} from './seed-pictures.ts';

const bitmap = (): Buffer => {
  const file = Buffer.alloc(54 + 12);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(2, 18);
  file.writeInt32LE(1, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
};

const icon = (): Buffer => {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt32LE(seeds.PNG.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, seeds.PNG]);
};

const raw = () => sharp(Buffer.alloc(64 * 64 * 3, 90), {raw: {width: 64, height: 64, channels: 3}});

/** Known by name, so that the sentence can say which. */
const known: Readonly<Record<string, HostileCase[2]>> = {
  AVIF: () => raw().avif().toBuffer(),
  HEIC: () => latin1(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${'\0'.repeat(400)}`),
  GIF: () => raw().gif().toBuffer(),
  TIFF: () => raw().tiff().toBuffer(),
  SVG: () => latin1('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  'SVG that reads a file': () =>
    latin1(
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    ),
  'SVG with ten thousand million entities': () =>
    latin1(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghij'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>`,
    ),
  'SVG of a million pixels a side': () =>
    latin1('<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"/>'),
  BMP: bitmap,
  icon,
  PDF: () => latin1('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  'PDF with a JPEG inside': () =>
    Buffer.concat([
      latin1('%PDF-1.7\n1 0 obj<</Filter/DCTDecode>>stream\n'),
      seeds.JPEG,
      latin1('\nendstream endobj\n%%EOF'),
    ]),
  'JPEG XL': () => latin1('\xff\x0a\xfa\x1f\x01\x91\x08\x06\x01\0'),
  'JPEG XL in boxes': () => latin1('\0\0\0\x0cJXL \x0d\x0a\x87\x0a\0\0\0\x14ftypjxl \0\0\0\0jxl '),
  'JPEG 2000': () => latin1('\0\0\0\x0cjP  \x0d\x0a\x87\x0a\0\0\0\x14ftypjp2 \0\0\0\0jp2 '),
  Photoshop: () => latin1(`8BPS\0\x01${'\0'.repeat(60)}`),
  video: () => latin1('\0\0\0\x18ftypisom\0\0\x02\0isomiso2avc1mp41'),
};

const unknown: Readonly<Record<string, HostileCase[2]>> = {
  'raw pixels of libvips': () => latin1(`\xb6\xa6\xf2\x08${'\0'.repeat(200)}`),
  PPM: () => latin1('P6 2 1 255\nabcdef'),
  HTML: () => latin1('<!doctype html><script>alert(1)</script>'),
  text: () => latin1('hello'),
  nothing: () => Buffer.alloc(0),
  'random bytes': () => Buffer.from(Array.from({length: 5000}, (_, at) => (at * 7919 + (at >> 3) * 104_729) & 0xff)),
  'a ZIP': () => latin1('PK\x03\x04\x14\0\0\0\0\0'),
  'an ImageMagick script': () =>
    latin1('push graphic-context\nviewbox 0 0 640 480\nfill \'url(https://example.com/"|ls "-la)\''),
  'a file name': () => latin1('/etc/passwd'),
};

const sent = (files: typeof known, end: 'format-not-accepted' | 'not-a-photo'): HostileCase[] =>
  Object.entries(files).map(([name, make]) => [`as a photo: ${name}`, end, make]);

export const otherFormats: readonly HostileCase[] = [
  ...sent(known, 'format-not-accepted'),
  ...sent(unknown, 'not-a-photo'),
];
