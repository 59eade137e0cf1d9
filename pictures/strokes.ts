// The path of an arrow through its bends, with round corners, up to its head.

import type {Point} from './layout.ts';

export type Stroke = {
  readonly path: string;
  readonly end: Point;
  readonly direction: 'right' | 'left' | 'up' | 'down';
  /** Where its line ends, for a head or a cross before its end. */
  readonly stop: Point;
};

const radiusPx = 7;

const towards = (from: Point, to: Point): Point => ({x: Math.sign(to.x - from.x), y: Math.sign(to.y - from.y)});

const distance = (from: Point, to: Point): number => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);

const moved = ({x, y}: Point, direction: Point, px: number): Point => ({
  x: x + direction.x * px,
  y: y + direction.y * px,
});

const corner = (before: Point, at: Point, after: Point): string => {
  const radius = Math.min(radiusPx, Math.floor(distance(before, at) / 2), Math.floor(distance(at, after) / 2));
  const start = moved(at, towards(at, before), radius);
  const end = moved(at, towards(at, after), radius);

  return `L${start.x} ${start.y}Q${at.x} ${at.y} ${end.x} ${end.y}`;
};

/** @throws if there are fewer than two points: an arrow that was not laid out. */
export const linePath = (points: readonly Point[], headPx: number): Stroke => {
  const [first, ...rest] = points;
  const end = rest.at(-1);
  const before = points.at(-2);

  if (first === undefined || end === undefined || before === undefined) {
    throw new Error(`expected an arrow of two points or more, got ${points.length}`);
  }

  const last = towards(before, end);
  const stop = moved(end, last, -headPx);
  const corners = points.slice(1, -1).map((at, i) => corner(points[i] ?? at, at, points[i + 2] ?? at));

  return {
    path: `M${first.x} ${first.y}${corners.join('')}L${stop.x} ${stop.y}`,
    end,
    direction: last.x > 0 ? 'right' : last.x < 0 ? 'left' : last.y > 0 ? 'down' : 'up',
    stop,
  };
};
