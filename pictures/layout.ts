// Where everything goes: ELK's layered layout, left to right, in whole pixels.

import Elk, {type ElkEdgeSection, type ElkExtendedEdge, type ElkNode, type ElkPoint} from 'elkjs';
import type {Line} from './arrows.ts';
import type {Diagram} from './diagram.ts';
import {boxSize, frameMinPx, labelSize, rowMiddle} from './measures.ts';
import type {Box} from './nodes.ts';
import type {Frame} from './picture.ts';

export type Point = {readonly x: number; readonly y: number};

export type Area = Point & {readonly width: number; readonly height: number};

export type Layout = {
  readonly size: {readonly width: number; readonly height: number};
  readonly frames: readonly {readonly frame: Frame; readonly area: Area}[];
  readonly boxes: readonly {readonly box: Box; readonly area: Area}[];
  readonly lines: readonly {readonly line: Line; readonly points: readonly Point[]; readonly label?: Area}[];
};

/** Each frame has to be told what the whole is told. */
const everywhere = {
  'elk.spacing.nodeNode': '26',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '3',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.edgeLabels.sideSelection': 'ALWAYS_UP',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
};

const options = {
  ...everywhere,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  'elk.randomSeed': '1',
  'elk.layered.thoroughness': '100',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
};

const frameOptions = ({title}: Frame) => ({
  ...everywhere,
  'elk.padding': '[top=36,left=16,bottom=16,right=16]',
  'elk.spacing.nodeNode': '36',
  'elk.nodeSize.constraints': 'MINIMUM_SIZE',
  'elk.nodeSize.minimum': `(${frameMinPx(title)},0)`,
});

const rowPort = (row: string, side: 'east' | 'west'): string => `${row}:${side}`;

const boxNode = (box: Box): ElkNode => {
  const {width, height} = boxSize(box);

  if (box.rows.length === 0) {
    return {id: box.key, width, height};
  }

  const ports = box.rows.map(({key}, i) => ({
    id: rowPort(key, 'east'),
    x: width,
    y: rowMiddle(box, i),
    width: 0,
    height: 0,
    layoutOptions: {'elk.port.side': 'EAST'},
  }));

  const entrance = {
    id: rowPort(box.key, 'west'),
    x: 0,
    y: rowMiddle(box, 0),
    width: 0,
    height: 0,
    layoutOptions: {'elk.port.side': 'WEST'},
  };

  return {id: box.key, width, height, ports: [entrance, ...ports], layoutOptions: {'elk.portConstraints': 'FIXED_POS'}};
};

const childrenOf = ({boxes, frames}: Pick<Diagram, 'boxes' | 'frames'>, parent: string | undefined): ElkNode[] => {
  const done = new Set<string>();

  return boxes.flatMap((box): ElkNode[] => {
    const frame = frameUnder(frames, box.in, parent);

    if (frame === undefined) {
      return box.in === parent ? [boxNode(box)] : [];
    }

    if (done.has(frame.id)) {
      return [];
    }

    done.add(frame.id);

    return [{id: frame.id, layoutOptions: frameOptions(frame), children: childrenOf({boxes, frames}, frame.id)}];
  });
};

/** The frame directly inside `parent` that holds frame `id`. */
const frameUnder = (
  frames: readonly Frame[],
  id: string | undefined,
  parent: string | undefined,
): Frame | undefined => {
  const frame = frames.find((one) => one.id === id);

  return frame === undefined || frame.id === parent
    ? undefined
    : frame.in === parent
      ? frame
      : frameUnder(frames, frame.in, parent);
};

const edgeOf = ({boxes}: Diagram, line: Line, index: number): ElkExtendedEdge => {
  const rows = boxes.flatMap(({rows: ofBox}) => ofBox.map(({key}) => key));
  const chained = boxes.filter(({rows: ofBox}) => ofBox.length > 0).map(({key}) => key);
  const from = rows.includes(line.from) ? rowPort(line.from, 'east') : line.from;
  const to = rows.includes(line.to)
    ? rowPort(line.to, 'east')
    : chained.includes(line.to)
      ? rowPort(line.to, 'west')
      : line.to;

  return {
    id: `line-${index}`,
    sources: [from],
    targets: [to],
    labels:
      line.label === ''
        ? []
        : [{text: line.label, ...labelSize(line.label), layoutOptions: {'elk.edgeLabels.placement': 'CENTER'}}],
  };
};

const whole = ({x = 0, y = 0, width = 0, height = 0}: Partial<Area>): Area => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});

const pointsOf = ({startPoint, bendPoints = [], endPoint}: ElkEdgeSection): readonly Point[] =>
  [startPoint, ...bendPoints, endPoint].map(({x, y}: ElkPoint) => ({x: Math.round(x), y: Math.round(y)}));

/** @throws if the two do not stand one above the other. */
const upright = (label: string, from: Area, to: Area): {readonly points: readonly Point[]; readonly label: Area} => {
  const x = Math.round((Math.max(from.x, to.x) + Math.min(from.x + from.width, to.x + to.width)) / 2);

  const isUnder = (below: Area, above: Area): boolean => below.y >= above.y + above.height;
  const isWithin = ({x: left, width}: Area): boolean => left < x && x < left + width;

  if (![from, to].every(isWithin) || !(isUnder(from, to) || isUnder(to, from))) {
    throw new Error(`expected boxes one above the other for '${label}', got ${JSON.stringify({from, to})}`);
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
  const graph: ElkNode = {
    id: 'picture',
    layoutOptions: options,
    children: childrenOf(diagram, undefined),
    edges: diagram.lines.flatMap((line, i) => (line.isVertical ? [] : [edgeOf(diagram, line, i)])),
  };

  const placed = await new Elk.default().layout(graph);
  const nodes = new Map(flat(placed).map((node) => [node.id, node]));
  const edges = new Map((placed.edges ?? []).map((edge) => [edge.id, edge as ElkExtendedEdge]));
  const areaOf = (id: string): Area => whole(nodes.get(id) ?? {});

  return {
    size: {width: Math.round(placed.width ?? 0), height: Math.round(placed.height ?? 0)},
    frames: diagram.frames.map((frame) => ({frame, area: areaOf(frame.id)})),
    boxes: diagram.boxes.map((box) => ({box, area: areaOf(box.key)})),
    lines: diagram.lines.map((line, i) => {
      if (line.isVertical) {
        return {line, ...upright(line.label, areaOf(line.from), areaOf(line.to))};
      }

      const edge = edges.get(`line-${i}`);
      const [label] = edge?.labels ?? [];

      return {
        line,
        points: (edge?.sections ?? []).flatMap(pointsOf),
        ...(label !== undefined && {label: whole(label as Partial<Area>)}),
      };
    }),
  };
};
