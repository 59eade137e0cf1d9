// Sizes of what is drawn, before anything has a place.

import type {Box} from './nodes.ts';
import {atHumps, atSlashes, atSpaces, type Face, textWidth, wrapped} from './text-width.ts';

export const faces = {
  title: {sizePx: 14, isBold: true},
  name: {sizePx: 13},
  note: {sizePx: 12},
  label: {sizePx: 12.5},
  row: {sizePx: 13},
  frame: {sizePx: 13, isBold: true},
} as const satisfies Readonly<Record<string, Face>>;

/** As the style sheet says it. */
export const fontOf = ({sizePx, isBold = false}: Face): string =>
  `font-size:${sizePx}px${isBold ? ';font-weight:600' : ''}`;

export const tilePx = 40;
export const paddingPx = 10;
export const titleLinePx = 18;
export const linePx = 16;
export const labelLinePx = 15;
export const rowPx = 40;
/** Of which a row takes this much, and the arrow to the next the rest. */
export const rowHeightPx = 28;
export const rowTilePx = 20;
/** Left of the rows, for the lines to where a fault or a refusal leads. */
export const gutterPx = 34;

const maxNamePx = 112;
const maxGroupPx = 136;
const maxRowsPx = 160;
const maxLabelPx = 80;
const minWidthPx = 96;

export type BoxText = {
  readonly titles: readonly string[];
  readonly names: readonly string[];
  readonly notes: readonly string[];
};

export const boxText = ({title, names, note, rows}: Box): BoxText => {
  const maxPx = rows.length > 0 ? maxRowsPx : names.length > 1 ? maxGroupPx : maxNamePx;

  return {
    titles: title === '' ? [] : wrapped(title, atSpaces, faces.title, maxPx),
    names: names.flatMap((name) => wrapped(name, name.includes(' ') ? atSpaces : atHumps, faces.name, maxPx)),
    notes: note === undefined ? [] : wrapped(note, atSpaces, faces.note, maxPx),
  };
};

export const labelLines = (label: string, maxPx: number = maxLabelPx): readonly string[] =>
  label === '' ? [] : wrapped(label, atSlashes, faces.label, maxPx).map((line) => line.trim());

type Size = {readonly width: number; readonly height: number};

const widest = (lines: readonly string[], face: Face): number =>
  Math.max(0, ...lines.map((line) => textWidth(line.trim(), face)));

export const labelSize = (label: string, maxPx: number = maxLabelPx): Size => {
  const lines = labelLines(label, maxPx);

  return {width: Math.ceil(widest(lines, faces.label)) + 4, height: lines.length * labelLinePx};
};

/** Height of the tile and the texts under it; rows come below. */
const headHeight = (box: Box): number => {
  const {titles, names, notes} = boxText(box);

  return paddingPx + tilePx + 6 + titles.length * titleLinePx + (names.length + notes.length) * linePx + paddingPx - 2;
};

export const boxSize = (box: Box): Size => {
  const {titles, names, notes} = boxText(box);
  const rows = box.rows.map(({key}) => gutterPx + rowTilePx + 18 + textWidth(key, faces.row) + paddingPx);

  const width = Math.max(
    box.service.category === 'people' ? tilePx : minWidthPx,
    ...rows,
    widest(titles, faces.title) + 2 * paddingPx,
    widest(names, faces.name) + 2 * paddingPx,
    widest(notes, faces.note) + 2 * paddingPx,
  );

  return {
    width: 2 * Math.ceil(width / 2),
    height: headHeight(box) + box.rows.length * rowPx + (box.rows.length > 0 ? paddingPx : 0),
  };
};

/** Middle of a row, from the top of its box. */
export const rowMiddle = (box: Box, index: number): number => headHeight(box) + index * rowPx + rowPx / 2;

/** So that a frame is no narrower than its title. */
export const frameMinPx = (title: string): number => Math.ceil(textWidth(title, faces.frame)) + 28;
