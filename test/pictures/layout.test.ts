import test, {type ExecutionContext} from 'ava';
import {blogOf} from '../../pictures/blog.ts';
import type {Diagram} from '../../pictures/diagram.ts';
import {diagramsOf} from '../../pictures/draw.ts';
import {type Area, type Layout, layOut, type Point} from '../../pictures/layout.ts';
import {sourcesOf, variants} from './blogs.ts';

type Stretch = {readonly from: Point; readonly to: Point};

const overlap = (one: Area, other: Area): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const areaOf = ({from, to}: Stretch): Area => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(from.x - to.x),
  height: Math.abs(from.y - to.y),
});

const stretchesOf = ({points}: {readonly points: readonly Point[]}): readonly Stretch[] =>
  points.slice(1).map((to, i) => ({from: points[i] ?? to, to}));

const contains = (outer: Area, inner: Area): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const cross = (one: Stretch, other: Stretch): boolean => {
  const [flat, upright] = one.from.y === one.to.y ? [areaOf(one), areaOf(other)] : [areaOf(other), areaOf(one)];

  return (
    flat.height === 0 &&
    upright.width === 0 &&
    flat.x < upright.x &&
    upright.x < flat.x + flat.width &&
    upright.y < flat.y &&
    flat.y < upright.y + upright.height
  );
};

const pairs = <Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] =>
  items.flatMap((one, i) => items.slice(i + 1).map((other) => [one, other] as const));

const nothingOverlaps = (t: ExecutionContext, {size, boxes, frames, lines}: Layout): void => {
  const whole = {x: 0, y: 0, ...size};
  const labels = lines.flatMap(({line, label}) => (label === undefined ? [] : [{line, label}]));

  t.true(boxes.length > 5 && lines.length > 5);

  for (const {box, area} of boxes) {
    t.true(contains(whole, area), `${box.key} is inside`);

    for (const {line, label} of labels) {
      t.false(overlap(area, label), `label '${line.label}' is not over ${box.key}`);
    }

    for (const one of lines) {
      for (const stretch of stretchesOf(one)) {
        t.false(overlap(area, areaOf(stretch)), `${one.line.from} → ${one.line.to} does not run over ${box.key}`);
      }
    }
  }

  for (const [one, other] of pairs(boxes)) {
    t.false(overlap(one.area, other.area), `${one.box.key} is beside ${other.box.key}`);
  }

  for (const [one, other] of pairs(labels)) {
    t.false(overlap(one.label, other.label), `'${one.line.label}' is beside '${other.line.label}'`);
  }

  for (const {line, label} of labels) {
    t.true(contains(whole, label), `label '${line.label}' is inside`);

    for (const one of lines) {
      for (const stretch of stretchesOf(one)) {
        t.false(overlap(label, areaOf(stretch)), `label '${line.label}' is not over ${one.line.from} → ${one.line.to}`);
      }
    }
  }

  for (const {frame, area} of frames) {
    for (const {box, area: inner} of boxes) {
      t.is(overlap(area, inner), box.in === frame.id, `${box.key} and frame ${frame.id}`);
    }
  }
};

const layoutsOf = (changes: object): Promise<readonly (readonly [Diagram, Layout])[]> =>
  Promise.all(diagramsOf(blogOf(sourcesOf(changes))).map(async (diagram) => [diagram, await layOut(diagram)] as const));

for (const [name, changes] of variants) {
  test(`in the pictures of a blog ${name} nothing lies over anything else`, async (t) => {
    const layouts = await layoutsOf(changes);

    t.is(layouts.length, 6);

    for (const [, layout] of layouts) {
      nothingOverlaps(t, layout);
    }
  });
}

test('in the committed pictures no two arrows cross, and none is wider than a page shows legibly', async (t) => {
  for (const [{name}, {size, lines}] of await layoutsOf({})) {
    t.true(size.width <= 1_150, `${name} is ${size.width} wide`);

    for (const [one, other] of pairs(
      lines.flatMap(({line, points}) => stretchesOf({points}).map((stretch) => ({line, stretch}))),
    )) {
      t.false(
        one.line !== other.line && cross(one.stretch, other.stretch),
        `${name}: ${one.line.from} → ${one.line.to} × ${other.line.from} → ${other.line.to}`,
      );
    }
  }
});

test('the same templates make the same layout', async (t) => {
  t.deepEqual(await layoutsOf({}), await layoutsOf({}));
});
