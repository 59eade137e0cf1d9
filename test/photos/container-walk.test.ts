import test from 'ava';
import {strangersIn} from './container-walk.ts';
import {app1, orientedExif} from './exif-blocks.ts';
import {comment, segment, withSegments} from './jpeg-files.ts';
import {flat, seedSize, seeds} from './seed-pictures.ts';
import {profileSegments} from './stored-pictures.ts';
import {extendedWebp} from './webp-files.ts';

const avif = await flat(20, 20).avif().toBuffer();
const plain = {avif, jpeg: seeds.JPEG, webp: seeds['lossy WebP']} as const;

for (const format of ['avif', 'jpeg', 'webp'] as const) {
  test(`of a plain ${format} nothing is a stranger`, (t) => {
    t.deepEqual(strangersIn(format, plain[format]), []);
  });

  test(`bytes behind the end of a ${format} are`, (t) => {
    for (const trailing of ['x', 'more than a box has for its head'])
      t.not(strangersIn(format, Buffer.concat([plain[format], Buffer.from(trailing)])).length, 0);
  });
}

test('each segment of a JPEG that shows nothing is a stranger', (t) => {
  const tagged = withSegments(
    seeds.JPEG,
    app1(orientedExif(1)),
    segment(0xed, [1, 2]),
    ...profileSegments(Buffer.alloc(200)),
    comment('hello'),
    segment(0xe0, Buffer.from('JFXX\0\x10')),
  );

  t.is(strangersIn('jpeg', tagged).length, 5);
});

test('so is each chunk of a WebP', (t) => {
  const block = Buffer.alloc(30);

  t.is(strangersIn('webp', extendedWebp(plain.webp, seedSize, {ICCP: block, EXIF: block, 'XMP ': block})).length, 3);
});

test('so are metadata and profiles of an AVIF', async (t) => {
  const tagged = flat(20, 20)
    .withIccProfile('p3')
    .withExif({IFD0: {Artist: 'Robin'}});
  const strangers = strangersIn('avif', await tagged.avif().toBuffer());

  t.true(strangers.includes('box colr with a profile'));
  t.true(strangers.includes('an item that is no picture'));
});
