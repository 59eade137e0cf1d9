import test from 'ava';
import {survey} from '../../src/adapters/photo-survey.ts';
import type {Pixels} from '../../src/domain/thumbnailer.ts';

type Colour = readonly number[];

const dull: Colour = [96, 96, 104];
const lively: Colour = [230, 90, 40];

/** One dull colour, with a spot a tenth as wide as the shorter side where `spot` says. */
const picture = (
  {widthPx, heightPx}: {widthPx: number; heightPx: number},
  spot: {x: number; y: number},
  [ground, mark]: readonly [Colour, Colour] = [dull, lively],
): Pixels => {
  const data = Buffer.alloc(widthPx * heightPx * ground.length);
  const radius = Math.min(widthPx, heightPx) / 20;
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      const isMark = Math.max(Math.abs(x - spot.x * widthPx), Math.abs(y - spot.y * heightPx)) <= radius;
      data.set(isMark ? mark : ground, (y * widthPx + x) * ground.length);
    }
  return {data, widthPx, heightPx, channels: ground.length as Pixels['channels']};
};

const noticed = test.macro({
  exec: async (t, widthPx: number, heightPx: number, x: number, y: number) => {
    const {attention} = await survey(picture({widthPx, heightPx}, {x, y}));

    t.true(Math.abs(attention.x - x) <= 0.06, `${attention.x} across`);
    t.true(Math.abs(attention.y - y) <= 0.06, `${attention.y} down`);
  },
  title: (_, widthPx: number, heightPx: number, x: number, y: number) =>
    `what stands out at ${x}, ${y} of a picture of ${widthPx} × ${heightPx} is where the eye goes`,
});

test(noticed, 1200, 800, 0.75, 0.25);
test(noticed, 1920, 480, 0.25, 0.5);
test(noticed, 480, 1920, 0.5, 0.75);
test(noticed, 800, 800, 0.25, 0.75);
test(noticed, 120, 90, 0.75, 0.5);

const places = test.macro({
  exec: async (t, widthPx: number, heightPx: number) => {
    const {attention} = await survey(picture({widthPx, heightPx}, {x: 0.5, y: 0.5}));

    t.true([attention.x, attention.y].every((place) => place >= 0 && place <= 1));
  },
  title: (_, widthPx: number, heightPx: number) => `the eye stays in a picture of ${widthPx} × ${heightPx}`,
});

test(places, 1, 1);
test(places, 2, 2);
test(places, 1, 16_383);
test(places, 16_383, 1);
test(places, 3, 700);

const coloured = test.macro({
  exec: async (t, ground: Colour, mark: Colour, expected: Colour) => {
    const {colour} = await survey(picture({widthPx: 300, heightPx: 200}, {x: 0.5, y: 0.5}, [ground, mark]));

    t.regex(colour, /^#[0-9a-f]{6}$/);
    const found = [...Buffer.from(colour.slice(1), 'hex')];
    t.true(
      found.every((value, at) => Math.abs(value - (expected[at] ?? 0)) <= 8),
      colour,
    );
  },
  title: (what) => `the colour of ${what} is the one that most of it has`,
});

test('a picture', coloured, dull, lively, dull);
test('a grey picture', coloured, [200], [10], [200, 200, 200]);
test('a grey picture with alpha', coloured, [40, 255], [255, 255], [40, 40, 40]);
test('a picture that is transparent', coloured, [10, 20, 30, 0], [230, 90, 40, 255], [255, 255, 255]);
