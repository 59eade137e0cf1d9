// A diagram as the graph that ELK lays out: boxes and frames with their sizes, lines that start and end at rows.

import type {ElkExtendedEdge, ElkNode} from 'elkjs';
import type {Line} from './arrows.ts';
import type {Diagram} from './diagram.ts';
import {boxSize, frameMinPx, labelSize, rowMiddle} from './measures.ts';
import type {Box} from './nodes.ts';
import type {Frame} from './picture.ts';

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

/** Layered, left to right. */
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

const port = (id: string, side: 'EAST' | 'WEST', x: number, y: number) => ({
  id: `${id}:${side}`,
  x,
  y,
  width: 0,
  height: 0,
  layoutOptions: {'elk.port.side': side},
});

const boxNode = (box: Box): ElkNode => {
  const {width, height} = boxSize(box);

  if (box.rows.length === 0) {
    return {id: box.key, width, height};
  }

  const entrance = port(box.key, 'WEST', 0, rowMiddle(box, 0));
  const exits = box.rows.map(({key}, i) => port(key, 'EAST', width, rowMiddle(box, i)));

  return {id: box.key, width, height, ports: [entrance, ...exits], layoutOptions: {'elk.portConstraints': 'FIXED_POS'}};
};

/** In the order of the boxes, which ELK keeps where it can: a frame stands where its first box does. */
const nodesOf = ({boxes, frames}: Diagram): ElkNode[] =>
  [...Map.groupBy(boxes, (box) => box.in ?? box.key)].flatMap(([id, same]) => {
    const frame = frames.find((one) => one.id === id);
    const children = same.map(boxNode);

    return frame === undefined ? children : [{id, layoutOptions: frameOptions(frame), children}];
  });

/** A row's lines start and end at its right border; those to the whole of a box with rows end before the first. */
const endOf = ({boxes}: Diagram, key: string): string => {
  if (boxes.some(({rows}) => rows.some((row) => row.key === key))) {
    return `${key}:EAST`;
  }

  return boxes.some((box) => box.key === key && box.rows.length > 0) ? `${key}:WEST` : key;
};

const edgeOf = (diagram: Diagram, {from, to, label}: Line, index: number): ElkExtendedEdge => ({
  id: lineId(index),
  sources: [endOf(diagram, from)],
  targets: [endOf(diagram, to)],
  labels:
    label === '' ? [] : [{text: label, ...labelSize(label), layoutOptions: {'elk.edgeLabels.placement': 'CENTER'}}],
});

/** What the edge of a line is called, by its place among the lines. */
export const lineId = (index: number): string => `line-${index}`;

/** Without the vertical lines: they would have a say in the order from left to right. */
export const graphOf = (diagram: Diagram): ElkNode => ({
  id: 'picture',
  layoutOptions: options,
  children: nodesOf(diagram),
  edges: diagram.lines.flatMap((line, i) => (line.isVertical ? [] : [edgeOf(diagram, line, i)])),
});
