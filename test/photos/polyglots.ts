// Photos that are something else too.
import {zipSync} from 'fflate';
import {gifOf} from './gif-files.ts';
import {type HostileCase, latin1, photo} from './hostile-case.ts';
import {comment, segment, withSegments} from './jpeg-files.ts';
import {chunk, pngOf, withChunks} from './png-files.ts';
import {seedSize, seeds} from './seed-pictures.ts';
import {extendedWebp} from './webp-files.ts';

const zip = Buffer.from(zipSync({'a.html': latin1('<script>alert(1)</script>')}));

export const polyglots: readonly HostileCase[] = [
  [
    'a JPEG that is also a page',
    'made',
    () =>
      Buffer.concat([
        withSegments(seeds.JPEG, comment('<html><script>alert(1)</script><!--')),
        latin1('--><script>alert(2)</script>'),
      ]),
  ],
  ['a JPEG that is also a ZIP', 'made', () => Buffer.concat([seeds.JPEG, zip])],
  [
    'a JPEG that is also a PDF',
    'made',
    () => Buffer.concat([withSegments(seeds.JPEG, comment('%PDF-1.7')), latin1('%PDF-1.7\n%%EOF')]),
  ],
  ['a JPEG with PHP in its comment', 'made', () => withSegments(seeds.JPEG, comment('<?php system($_GET["c"]); ?>'))],
  [
    'a JPEG that is also JavaScript',
    undefined,
    () => withSegments(seeds.JPEG, segment(0xe0, latin1(`JFIF\0*/=1;alert(1);/*${'\0'.repeat(12_000)}`))),
  ],
  [
    'a PNG with JavaScript in its text',
    'made',
    () => withChunks(seeds.PNG, chunk('tEXt', latin1('Title\0</script><script>alert(1)</script>'))),
  ],
  ['a PNG with a page behind its end', 'made', () => Buffer.concat([seeds.PNG, latin1('<script>alert(1)</script>')])],
  [
    'a PNG with PHP in its palette',
    'made',
    () =>
      pngOf({widthPx: 9, heightPx: 9, depth: 8, colour: 'indexed'}, (x) => [x], {
        chunks: [chunk('PLTE', latin1('<?=system($_GET[0])?>abcdefghi'))],
      }),
  ],
  [
    'a GIF that is also JavaScript',
    'format-not-accepted',
    () => Buffer.concat([latin1('GIF89a/*'), gifOf({...photo, frames: 1}).subarray(8), latin1('*/=1;alert(1)')]),
  ],
  [
    'a WebP with a page behind its end',
    undefined,
    () => Buffer.concat([seeds['lossy WebP'], latin1('<script>alert(1)</script>')]),
  ],
  [
    'a WebP with a page in its XMP',
    'made',
    () => extendedWebp(seeds['lossy WebP'], seedSize, {'XMP ': latin1('<script>alert(1)</script>')}),
  ],
  [
    'a page that begins like a JPEG',
    'damaged',
    () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), latin1('<script>alert(1)</script>')]),
  ],
];
