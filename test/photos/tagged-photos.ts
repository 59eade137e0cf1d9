// Photos that carry what their author would not want to publish, in every place that a format has for it.
import {zipSync} from 'fflate';
import {app1, directory, tiffOf} from './exif-blocks.ts';
import {latin1} from './hostile-case.ts';
import {matrixProfile, spaces} from './icc-profiles.ts';
import {comment, segment, withSegments} from './jpeg-files.ts';
import {chunk, packedText, withChunks} from './png-files.ts';
import {seedSize, seeds} from './seed-pictures.ts';
import {profileChunk, profileSegments} from './stored-pictures.ts';
import {animatedWebp, extendedWebp} from './webp-files.ts';

/** Stands in every one of them, and in no thumbnail. */
export const secret = 'Lee Robin, 48.1371 N 11.5754 E';

const text = latin1(`${secret}\0`);

/** Where a reader of EXIF finds the text: the artist of the picture, and the area of its GPS position. */
const exif = tiffOf(
  directory([
    [0x013b, 2, text.length, 8 + 2 + 24 + 4],
    [0x8825, 4, 1, 8 + 2 + 24 + 4 + text.length],
  ]),
  text,
  directory([
    [0x0001, 2, 2, 0x4e],
    [0x001c, 2, text.length, 8 + 2 + 24 + 4],
  ]),
);
const xmp = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${secret}"/></rdf:RDF></x:xmpmeta>`;
const iptc = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, secret.length]), latin1(secret)]);
const photoshop = Buffer.concat([
  latin1('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0'),
  Buffer.from([0, iptc.length]),
  iptc,
  Buffer.alloc(iptc.length & 1),
]);
const profile = matrixProfile(spaces['Display P3'], {name: secret});
const zip = Buffer.from(zipSync({'a.txt': latin1(secret)}, {level: 0}));

const jpegs = {
  EXIF: withSegments(seeds.JPEG, app1(exif)),
  'EXIF twice': withSegments(seeds.JPEG, app1(exif), app1(exif)),
  XMP: withSegments(seeds.JPEG, segment(0xe1, latin1(`http://ns.adobe.com/xap/1.0/\0${xmp}`))),
  'extended XMP': withSegments(
    seeds.JPEG,
    segment(0xe1, latin1(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\x01\0\0\0\0\0${xmp}`)),
  ),
  IPTC: withSegments(seeds.JPEG, segment(0xed, photoshop)),
  'a comment': withSegments(seeds.JPEG, comment(secret)),
  'a profile': withSegments(seeds.JPEG, ...profileSegments(profile)),
  'several pictures (MPF)': Buffer.concat([
    withSegments(seeds.JPEG, segment(0xe2, Buffer.concat([latin1('MPF\0'), exif]))),
    withSegments(seeds.JPEG, app1(exif)),
  ]),
  'a JFIF extension': withSegments(
    seeds.JPEG,
    segment(0xe0, latin1('JFIF\0\x01\x02\0\0\x01\0\x01\0\0')),
    segment(0xe0, latin1(`JFXX\0\x10${secret}`)),
  ),
  'an origin (C2PA)': withSegments(seeds.JPEG, segment(0xeb, latin1(`JP\0\x01\0\0\0\x01\0\0\0\x40jumb${secret}`))),
  "a maker's own segments": withSegments(
    seeds.JPEG,
    ...[0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xec, 0xef].map((marker) => segment(marker, text)),
  ),
  'a comment, progressive': withSegments(seeds['progressive JPEG'], comment(secret), app1(exif)),
  'bytes behind its end': Buffer.concat([seeds.JPEG, text]),
  'a ZIP behind its end': Buffer.concat([seeds.JPEG, zip]),
  'everything at once': Buffer.concat([
    withSegments(seeds.JPEG, app1(exif), segment(0xed, photoshop), ...profileSegments(profile), comment(secret)),
    text,
  ]),
};

const pngs = {
  EXIF: withChunks(seeds.PNG, chunk('eXIf', exif)),
  'a text': withChunks(seeds.PNG, chunk('tEXt', latin1(`Author\0${secret}`))),
  'a packed text': withChunks(seeds.PNG, chunk('zTXt', Buffer.concat([latin1('Author\0\0'), packedText(secret)]))),
  'an international text': withChunks(seeds.PNG, chunk('iTXt', latin1(`Author\0\0\0en\0Author\0${secret}`))),
  XMP: withChunks(seeds.PNG, chunk('iTXt', latin1(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`))),
  'EXIF as a text': withChunks(
    seeds.PNG,
    chunk('tEXt', latin1(`Raw profile type exif\0\nexif\n${exif.length}\n${exif.toString('hex')}\n${secret}`)),
  ),
  'a profile': withChunks(seeds.PNG, profileChunk(profile)),
  'a time and a resolution': withChunks(
    seeds.PNG,
    chunk('tIME', Buffer.from([7, 232, 1, 1, 0, 0, 0])),
    chunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])),
    chunk('tEXt', latin1(`Location\0${secret}`)),
  ),
  'an origin (C2PA)': withChunks(seeds.PNG, chunk('caBX', text)),
  'a chunk of its own': withChunks(seeds['interlaced PNG'], chunk('prVt', text), chunk('eXIf', exif)),
  'bytes behind its end': Buffer.concat([seeds.PNG, text]),
};

const webps = {
  EXIF: extendedWebp(seeds['lossy WebP'], seedSize, {EXIF: exif}),
  XMP: extendedWebp(seeds['lossless WebP'], seedSize, {'XMP ': latin1(xmp)}),
  'a profile': extendedWebp(seeds['lossy WebP'], seedSize, {ICCP: profile}),
  'everything at once': extendedWebp(seeds['lossy WebP'], seedSize, {ICCP: profile, EXIF: exif, 'XMP ': latin1(xmp)}),
  'bytes behind its end': Buffer.concat([seeds['lossy WebP'], text]),
  'moving, and bytes behind its end': Buffer.concat([
    animatedWebp(seeds['lossy WebP'], seedSize, seedSize, 2),
    latin1('EXIF\x2c\0\0\0'),
    text,
  ]),
};

const named = (kind: string, files: Readonly<Record<string, Buffer>>) =>
  Object.entries(files).map(([what, file]) => ({name: `a ${kind} with ${what}`, file}));

export const taggedPhotos: readonly {readonly name: string; readonly file: Buffer}[] = [
  ...named('JPEG', jpegs),
  ...named('PNG', pngs),
  ...named('WebP', webps),
];
