import {readFileSync} from 'node:fs';
import test from 'ava';
import {jpegLadder, productLadder} from '../../bench/ladders.ts';
import {collectionPhotos, stepsFor} from '../../bench/photos.ts';
import {independent, onceDecoded, reference, sizeOf} from '../../bench/resized-pixels.ts';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import {widestStep} from '../../src/domain/ladder.ts';

const [photo] = collectionPhotos;

test('the pixels that are judged are the ones that the product encodes, with the settings of the other sides', async (t) => {
  t.assert(photo);
  if (!photo) return;
  const steps = (await stepsFor(photo, productLadder)).filter(({crop, animated}) => !crop && !animated);
  const pixels = await thumbnailer.decode(readFileSync(photo.path), widestStep(steps));
  t.assert(pixels);
  if (!pixels) return;

  t.deepEqual(new Set(steps.map(({format}) => format)), new Set(['avif', 'jpeg']));
  for (const step of steps) t.like(await sizeOf(await onceDecoded(pixels, step)), {widthPx: step.widthPx});
});

test('the reference has exactly the size that is asked for; a task of its own rounds the height by itself', async (t) => {
  t.assert(photo);
  if (!photo) return;
  const file = readFileSync(photo.path);

  t.deepEqual(await sizeOf(await reference(file, {widthPx: 333, heightPx: 222})), {widthPx: 333, heightPx: 222});
  t.is((await sizeOf(await independent(file, {widthPx: 333, heightPx: 1}))).widthPx, 333);
});

test('a photo narrower than the ladder ends it with its own width', async (t) => {
  t.assert(photo);
  if (!photo) return;
  const steps = (await stepsFor(photo, jpegLadder)).filter(({format, crop}) => format === 'jpeg' && !crop);

  t.deepEqual(
    steps.map(({widthPx}) => widthPx),
    [320, 640, 960, 1024],
  );
});
