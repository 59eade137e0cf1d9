// Where everything goes, in whole pixels: as ELK places it, and the vertical lines between what it has placed.

import Elk, {type ElkEdgeSection, type ElkExtendedEdge, type ElkNode, type ElkPoint} from 'elkjs';
import {UserError} from '../operate/user-error.ts';
import type {Line} from './arrows.ts';
import type {Diagram} from './diagram.ts';
import {graphOf, lineId} from './graph.ts';
import {labelSize} from './measures.ts';
import type {Box} from './nodes.ts';
import type {Frame} from './picture.ts';

export type Point = {readonly x: number; readonly y: number};

export type Area = Point & {readonly width: number; readonly height: number};

type Course = {readonly points: readonly Point[]; readonly label?: Area};

export type Layout = {
  readonly size: {readonly width: number; readonly height: number};
  readonly frames: readonly {readonly frame: Frame; readonly area: Area}[];
  readonly boxes: readonly {readonly box: Box; readonly area: Area}[];
  readonly lines: readonly (Course & {readonly line: Line})[];
};

const whole = ({x = 0, y = 0, width = 0, height = 0}: Partial<Area>): Area => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});

const pointsOf = ({startPoint, bendPoints = [], endPoint}: ElkEdgeSection): readonly Point[] =>
  [startPoint, ...bendPoints, endPoint].map(({x, y}: ElkPoint) => ({x: Math.round(x), y: Math.round(y)}));

const courseOf = ({sections = [], labels: [label] = []}: ElkExtendedEdge): Course => ({
  points: sections.flatMap(pointsOf),
  ...(label !== undefined && {label: whole(label as Partial<Area>)}),
});

/** @throws UserError if the two do not stand one above the other. */
const upright = (label: string, from: Area, to: Area): Course => {
  const x = Math.round((Math.max(from.x, to.x) + Math.min(from.x + from.width, to.x + to.width)) / 2);

  const isUnder = (below: Area, above: Area): boolean => below.y >= above.y + above.height;
  const isWithin = ({x: left, width}: Area): boolean => left < x && x < left + width;

  if (![from, to].every(isWithin) || !(isUnder(from, to) || isUnder(to, from))) {
    throw new UserError(`expected boxes one above the other for '${label}', got ${JSON.stringify({from, to})}`);
  }

  const [start, end] = isUnder(to, from) ? [from.y + from.height, to.y] : [from.y, to.y + to.height];
  const size = labelSize(label, Number.POSITIVE_INFINITY);

  return {
    points: [
      {x, y: start},
      {x, y: end},
    ],
    label: {x: x + 6, y: isUnder(to, from) ? end - size.height - 9 : end + 9, ...size},
  };
};

const flat = (node: ElkNode): readonly ElkNode[] => [node, ...(node.children ?? []).flatMap(flat)];

export const layOut = async (diagram: Diagram): Promise<Layout> => {
  const {width, height, ...placed} = await new Elk.default().layout(graphOf(diagram));
  const nodes = new Map(flat(placed).map((node) => [node.id, node]));
  const edges = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  const areaOf = (id: string): Area => whole(nodes.get(id) ?? {});

  return {
    size: {width: Math.round(width ?? 0), height: Math.round(height ?? 0)},
    frames: diagram.frames.map((frame) => ({frame, area: areaOf(frame.id)})),
    boxes: diagram.boxes.map((box) => ({box, area: areaOf(box.key)})),
    lines: diagram.lines.map((line, i) => {
      const edge = edges.get(lineId(i));

      return {
        line,
        ...(edge === undefined ? upright(line.label, areaOf(line.from), areaOf(line.to)) : courseOf(edge)),
      };
    }),
  };
};
