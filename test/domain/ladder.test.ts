import test from 'ava';
import fc from 'fast-check';
import {ladder, type Size, stepsOf, widestStep} from '../../src/domain/ladder.ts';

const usual = ladder.parse({avifWidthsPx: [320, 640, 960, 1280, 1920], jpegWidthsPx: [640, 1280], squarePx: 320});

const shown = (original: Size): string[] =>
  stepsOf(original, usual).map(({format, crop, widthPx, heightPx}) => `${crop ?? format} ${widthPx}×${heightPx}`);

test('a wide original has every step', (t) => {
  t.deepEqual(shown({widthPx: 4608, heightPx: 1976}), [
    'avif 320×137',
    'avif 640×274',
    'avif 960×412',
    'avif 1280×549',
    'avif 1920×823',
    'jpeg 640×274',
    'jpeg 1280×549',
    'square 320×320',
  ]);
});

const originals = test.macro({
  exec: (t, original: Size, expected: string[]) => t.deepEqual(shown(original), expected),
  title: (_, {widthPx, heightPx}: Size, expected: string[]) =>
    `an original of ${widthPx} × ${heightPx} becomes ${expected.join(', ')}`,
});

test(originals, {widthPx: 640, heightPx: 480}, ['avif 320×240', 'avif 640×480', 'jpeg 640×480', 'square 320×320']);
test(originals, {widthPx: 641, heightPx: 480}, [
  'avif 320×240',
  'avif 640×479',
  'avif 641×480',
  'jpeg 640×479',
  'jpeg 641×480',
  'square 320×320',
]);
test(originals, {widthPx: 100, heightPx: 80}, ['avif 100×80', 'jpeg 100×80', 'square 80×80']);
test(originals, {widthPx: 1, heightPx: 1}, ['avif 1×1', 'jpeg 1×1', 'square 1×1']);
test(originals, {widthPx: 3, heightPx: 20_000}, ['avif 2×13333', 'jpeg 2×13333', 'square 2×2']);
test(originals, {widthPx: 1, heightPx: 20_000}, ['avif 1×16384', 'jpeg 1×16384', 'square 1×1']);

const side = fc.integer({min: 1, max: 50_000});
const widths = fc.array(fc.integer({min: 1, max: 4000}), {minLength: 1, maxLength: 8});

test('no step is larger than its original, longer than an encoder writes, made twice or without pixels', (t) => {
  fc.assert(
    fc.property(side, side, widths, widths, side, (widthPx, heightPx, avifWidthsPx, jpegWidthsPx, squarePx) => {
      const steps = stepsOf({widthPx, heightPx}, {avifWidthsPx, jpegWidthsPx, squarePx});
      const names = steps.map((step) => `${step.crop ?? step.format}${step.widthPx}`);

      t.is(new Set(names).size, names.length);
      for (const step of steps) {
        t.true(step.widthPx >= 1 && step.widthPx <= widthPx);
        t.true(step.heightPx >= 1 && step.heightPx <= Math.min(heightPx, 16_384));
        t.true(step.widthPx <= widestStep(steps).widthPx && step.heightPx <= widestStep(steps).heightPx);
      }
    }),
    {seed: 11, numRuns: 500},
  );
});

test('a ladder without steps, or with another field, is refused', (t) => {
  t.false(ladder.safeParse({...usual, avifWidthsPx: []}).success);
  t.false(ladder.safeParse({...usual, jpegWidthsPx: [640.5]}).success);
  t.false(ladder.safeParse({...usual, squarePx: 0}).success);
  t.false(ladder.safeParse({...usual, webpWidthsPx: [320]}).success);
});
