import test from 'ava';
import fc from 'fast-check';
import {squareAround} from '../../src/domain/crops.ts';

const around = test.macro({
  exec: (t, widthPx: number, heightPx: number, [x, y]: [number, number], region: number[]) => {
    const found = squareAround({x, y}, {widthPx, heightPx});

    t.deepEqual([found.leftPx, found.topPx, found.widthPx, found.heightPx], region);
  },
  title: (_, widthPx: number, heightPx: number, point: [number, number], [left, top, side]: number[]) =>
    `around ${point.join(', ')} of ${widthPx} × ${heightPx} the square of ${side} starts at ${left}, ${top}`,
});

test(around, 300, 100, [0.5, 0.5], [100, 0, 100, 100]);
test(around, 300, 100, [0.4, 0.9], [70, 0, 100, 100]);
test(around, 300, 100, [0, 0], [0, 0, 100, 100]);
test(around, 300, 100, [1, 1], [200, 0, 100, 100]);
test(around, 100, 300, [0.2, 0.6], [0, 130, 100, 100]);
test(around, 100, 100, [0.9, 0.1], [0, 0, 100, 100]);
test(around, 20_000, 1, [0.75, 0.5], [15_000, 0, 1, 1]);
test(around, 1, 1, [1, 0], [0, 0, 1, 1]);

const side = fc.oneof(fc.constantFrom(1, 2, 3, 20_000), fc.integer({min: 1, max: 4000}));
const place = fc.oneof(fc.constantFrom(0, 1), fc.double({min: 0, max: 1, noNaN: true}));

test('the pixel at the point is inside the square, which is inside the picture and centred as far as the edges allow', (t) => {
  fc.assert(
    fc.property(side, side, place, place, (widthPx, heightPx, x, y) => {
      const {leftPx, topPx, ...square} = squareAround({x, y}, {widthPx, heightPx});
      const sidePx = Math.min(widthPx, heightPx);

      t.deepEqual(square, {widthPx: sidePx, heightPx: sidePx});
      for (const [startPx, at, lengthPx] of [[leftPx, x, widthPx] as const, [topPx, y, heightPx] as const]) {
        const markedPx = Math.min(lengthPx - 1, Math.floor(at * lengthPx));

        t.true(Number.isInteger(startPx) && startPx >= 0 && startPx + sidePx <= lengthPx);
        t.true(markedPx >= startPx && markedPx < startPx + sidePx);
        t.true(startPx === 0 || startPx === lengthPx - sidePx || Math.abs(startPx + sidePx / 2 - markedPx) <= 1);
      }
    }),
    {seed: 5, numRuns: 2000},
  );
});
