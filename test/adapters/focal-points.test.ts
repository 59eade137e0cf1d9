import test from 'ava';
import fc from 'fast-check';
import {sharp} from '../../src/adapters/sharp.ts';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import {squareAround} from '../../src/domain/crops.ts';
import {ladder, type Size, stepsOf, widestStep} from '../../src/domain/ladder.ts';
import type {Point} from '../../src/domain/photos.ts';
import {readPicture} from './read-pictures.ts';

const sizes = ladder.parse({avifWidthsPx: [320, 640], jpegWidthsPx: [320], squarePx: 160, animated: false});

/** Blue, with a red mark at the point that is still some pixels large when the picture has become small. */
const marked = ({widthPx, heightPx}: Size, {x, y}: Point): Promise<Buffer> => {
  const data = Buffer.alloc(widthPx * heightPx * 3, Buffer.from([40, 60, 200]));
  const radius = Math.ceil(Math.min(widthPx, heightPx) / 12);
  const [atX, atY] = [Math.min(widthPx - 1, Math.floor(x * widthPx)), Math.min(heightPx - 1, Math.floor(y * heightPx))];
  for (let row = Math.max(0, atY - radius); row <= Math.min(heightPx - 1, atY + radius); row += 1)
    for (let column = Math.max(0, atX - radius); column <= Math.min(widthPx - 1, atX + radius); column += 1)
      data.set([220, 40, 30], (row * widthPx + column) * 3);
  return sharp(data, {raw: {width: widthPx, height: heightPx, channels: 3}})
    .jpeg({quality: 95, chromaSubsampling: '4:4:4'})
    .toBuffer();
};

const hasMark = async (file: Uint8Array): Promise<boolean> => {
  const {data, channels} = await readPicture(file);
  for (let at = 0; at < data.length; at += channels) if ((data[at] ?? 0) > (data[at + 2] ?? 0)) return true;
  return false;
};

const side = fc.integer({min: 1, max: 900});
const place = fc.oneof(fc.constantFrom(0, 1), fc.double({min: 0, max: 1, noNaN: true}));

test('what is at the focal point is seen in the crop, whatever the shape', async (t) => {
  await fc.assert(
    fc.asyncProperty(side, side, place, place, async (widthPx, heightPx, x, y) => {
      const steps = stepsOf({widthPx, heightPx, frames: 1}, sizes);
      const crop = steps.find((step) => step.crop);
      const pixels = await thumbnailer.decode(await marked({widthPx, heightPx}, {x, y}), widestStep(steps));

      if (!crop || !pixels) return t.fail('expected a crop of a picture');
      t.true(
        await hasMark(await thumbnailer.encode(pixels, crop, squareAround({x, y}, pixels))),
        `${widthPx} × ${heightPx} at ${x}, ${y}`,
      );
    }),
    {seed: 3, numRuns: 40},
  );
});
