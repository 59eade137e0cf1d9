import test from 'ava';
import fc from 'fast-check';
import {ladder, ladderDigest, type Size, stepsOf, widestStep} from '../../src/domain/ladder.ts';

const usual = ladder.parse({
  avifWidthsPx: [320, 640, 960, 1280, 1920],
  jpegWidthsPx: [640, 1280],
  squarePx: 320,
  animated: false,
});

const shown = (original: Size, frames = 1, sizes = usual): string[] =>
  stepsOf({...original, frames}, sizes).map(
    ({format, crop, animated, widthPx, heightPx}) =>
      `${animated ? 'animated ' : ''}${crop ?? format} ${widthPx}×${heightPx}`,
  );

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
test(originals, {widthPx: 1, heightPx: 20_000}, ['avif 1×16383', 'jpeg 1×16383', 'square 1×1']);
test(originals, {widthPx: 20_000, heightPx: 1}, [
  'avif 320×1',
  'avif 640×1',
  'avif 960×1',
  'avif 1280×1',
  'avif 1920×1',
  'jpeg 640×1',
  'jpeg 1280×1',
  'square 1×1',
]);

const widthsOf = (original: Size): number[] =>
  stepsOf({...original, frames: 1}, usual)
    .filter(({format}) => format === 'avif')
    .map((step) => step.widthPx);

test('a portrait of 2:3 has the widest step, and what is narrower ends where it would have more pixels', (t) => {
  t.deepEqual(widthsOf({widthPx: 4000, heightPx: 6000}), [320, 640, 960, 1280, 1920]);
  t.deepEqual(widthsOf({widthPx: 3000, heightPx: 15_000}), [320, 640, 960, 1058]);
});

const side = fc.integer({min: 1, max: 50_000});
const widths = fc.array(fc.integer({min: 1, max: 50_000}), {minLength: 1, maxLength: 8});

test('no step is larger than its original or than an encoder can write, made twice, distorted or without pixels', (t) => {
  fc.assert(
    fc.property(side, side, widths, widths, side, (widthPx, heightPx, avifWidthsPx, jpegWidthsPx, squarePx) => {
      const steps = stepsOf(
        {widthPx, heightPx, frames: 2},
        {avifWidthsPx, jpegWidthsPx, squarePx, animated: widthPx * heightPx <= 25_000_000},
      );
      const names = steps.map((step) => `${step.crop ?? step.format}${step.widthPx}`);

      t.is(new Set(names).size, names.length);
      for (const step of steps) {
        t.true(step.widthPx >= 1 && step.widthPx <= Math.min(widthPx, 16_383));
        t.true(step.heightPx >= 1 && step.heightPx <= Math.min(heightPx, 16_383));
        t.true(step.widthPx * step.heightPx <= 5_600_000 + step.widthPx);
        if (!step.animated)
          t.true(step.widthPx <= widestStep(steps).widthPx && step.heightPx <= widestStep(steps).heightPx);
        const exactPx = (heightPx * step.widthPx) / widthPx;
        if (!step.crop && step.widthPx > 1) t.true(Math.abs(step.heightPx - Math.max(1, exactPx)) <= 0.5);
      }
    }),
    {seed: 11, numRuns: 500},
  );
});

const moving = {...usual, animated: true};

test('what moves is also made moving, if the ladder says so', (t) => {
  t.is(shown({widthPx: 1000, heightPx: 500}, 12, moving).at(-1), 'animated webp 640×320');
  t.is(shown({widthPx: 300, heightPx: 200}, 2, moving).at(-1), 'animated webp 300×200');
  t.deepEqual(shown({widthPx: 1000, heightPx: 500}, 1, moving), shown({widthPx: 1000, heightPx: 500}));
  t.deepEqual(shown({widthPx: 1000, heightPx: 500}, 12), shown({widthPx: 1000, heightPx: 500}));
});

test('what has more frames than can be decoded in time stays still', (t) => {
  t.is(shown({widthPx: 1000, heightPx: 1000}, 50, moving).at(-1), 'animated webp 640×640');
  t.is(shown({widthPx: 1000, heightPx: 1000}, 51, moving).at(-1), 'square 320×320');
});

test('a ladder without steps, or with another field, is refused', (t) => {
  t.false(ladder.safeParse({...usual, avifWidthsPx: []}).success);
  t.false(ladder.safeParse({...usual, jpegWidthsPx: [640.5]}).success);
  t.false(ladder.safeParse({...usual, squarePx: 0}).success);
  t.false(ladder.safeParse({...usual, animated: 'yes'}).success);
  t.false(ladder.safeParse({...usual, webpWidthsPx: [320]}).success);
});

test('a digest tells ladders apart that make other thumbnails, and only those', (t) => {
  const {avifWidthsPx, jpegWidthsPx} = usual;
  const others = [
    {...usual, avifWidthsPx: [...avifWidthsPx, 2560]},
    {...usual, jpegWidthsPx: [640]},
    {...usual, avifWidthsPx: jpegWidthsPx, jpegWidthsPx: avifWidthsPx},
    {...usual, squarePx: 321},
    moving,
  ];

  t.regex(ladderDigest(usual), /^[0-9a-f]{12}$/);
  t.is(new Set([usual, ...others].map(ladderDigest)).size, 6);
  t.is(ladderDigest({...usual, avifWidthsPx: [1920, ...avifWidthsPx.toReversed()]}), ladderDigest(usual));
});
