import test from 'ava';
import {faultsOf} from './faults-of.ts';
import {secret, taggedPhotos} from './tagged-photos.ts';
import {thumbnailsOf} from './thumbnails-of.ts';

const ladder = {avifWidthsPx: [120, 240], jpegWidthsPx: [240], squarePx: 80};

const packed = /packed text|profile/;

test('there are photos that say who and where', (t) => {
  t.true(taggedPhotos.length > 30);
  for (const {name, file} of taggedPhotos)
    if (!packed.test(name)) t.true(file.includes(secret) || file.includes(Buffer.from(secret).toString('hex')), name);
});

const pixelsOnly = test.macro({
  exec: async (t, file: Buffer, animated: boolean) => {
    const made = await thumbnailsOf(file, {...ladder, animated});

    t.deepEqual(await faultsOf({end: 'made'}, {...made, cpuSeconds: 0, peakMb: 0}), []);
    for (const {file: thumbnail} of made.outputs) t.false(Buffer.from(thumbnail).includes(secret));
  },
  title: (what) => `nothing but pixels is left of ${what}`,
});

for (const {name, file} of taggedPhotos) {
  test(name, pixelsOnly, file, false);
  if (name.startsWith('a WebP')) test.serial(`${name}, where pictures may move`, pixelsOnly, file, true);
}
