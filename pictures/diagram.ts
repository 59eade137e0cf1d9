// A picture held against the templates.

import {drawnArrows, type Line} from './arrows.ts';
import type {PartId} from './blog.ts';
import {type Box, boxesOf} from './nodes.ts';
import type {Frame, Picture, Scene} from './picture.ts';

export type Diagram = {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  /** Every part that a node or an arrow of it stands for. */
  readonly shown: ReadonlySet<PartId>;
};

/** Its file in docs/. */
export const fileOf = ({name}: Diagram): string => `picture-${name}.svg`;

/** @throws UserError that names what the templates do not make. */
export const diagramOf = (scene: Scene, picture: Picture): Diagram => {
  const boxes = boxesOf(scene, picture);
  const drawn = drawnArrows(scene, picture, boxes);

  return {
    name: picture.name,
    title: picture.title,
    about: picture.about,
    frames: (picture.frames ?? []).filter(({id}) => boxes.some((box) => box.in === id)),
    boxes,
    lines: drawn.map(({line}) => line),
    shown: new Set([
      ...boxes.flatMap(({parts, rows}) => [...parts, ...rows.flatMap((row) => row.parts)]),
      ...drawn.flatMap(({by}) => by),
    ]),
  };
};

/** Every arrow in words, for who cannot see it. */
export const inWords = ({boxes, lines}: Diagram): readonly string[] => {
  const nameOf = (key: string): string => {
    const box = boxes.find((one) => one.key === key);

    return box === undefined ? key : [box.title, box.names.join(', ')].filter((word) => word !== '').join(' ');
  };

  return lines.map(
    ({from, to, label, isRefused}) =>
      `${nameOf(from)} → ${nameOf(to)}${label === '' ? '' : `: ${label}`}${isRefused ? ' (refused)' : ''}`,
  );
};
