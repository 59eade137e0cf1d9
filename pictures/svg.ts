// A layout as SVG that stands alone: no script, no font, nothing loaded.

import {html, raw} from 'hono/html';
import {type Diagram, inWords} from './diagram.ts';
import {glyphPath} from './glyphs.ts';
import type {Area, Layout, Point} from './layout.ts';
import {
  boxText,
  gutterPx,
  labelLinePx,
  labelLines,
  linePx,
  paddingPx,
  rowHeightPx,
  rowMiddle,
  rowTilePx,
  tilePx,
  titleLinePx,
} from './measures.ts';
import type {Box} from './nodes.ts';
import type {Service} from './services.ts';
import {linePath, type Stroke} from './strokes.ts';
import {styleSheet} from './style.ts';

type Svg = ReturnType<typeof html>;

const tile = ({category, glyph}: Service, {x, y}: Point, sizePx: number): Svg => html`
<rect class="${category}" x="${x}" y="${y}" width="${sizePx}" height="${sizePx}" rx="${category === 'people' ? sizePx / 2 : Math.ceil(sizePx / 6)}"/>
<path class="sign" transform="translate(${x + sizePx / 8} ${y + sizePx / 8}) scale(${sizePx / 32})" d="${glyphPath(glyph)}"/>`;

const textLines = (kind: string, lines: readonly string[], {x, y}: Point, stepPx: number): readonly Svg[] =>
  lines.map(
    (line, i) => html`<text class="${kind}" x="${x}" y="${y + i * stepPx}" text-anchor="middle">${line.trim()}</text>`,
  );

const triangle = (kind: string, {x, y}: Point, direction: Stroke['direction']): Svg => {
  const turn = {right: 0, down: 90, left: 180, up: 270}[direction];

  return html`<path class="${kind}" transform="translate(${x} ${y}) rotate(${turn})" d="M0 0l-8-4.5v9z"/>`;
};

/** A row that an arrow leaves is joined to the border, where the arrow starts. */
const rowsOf = (box: Box, area: Area, leaving: readonly string[]): readonly Svg[] =>
  box.rows.map(({key, service}, i) => {
    const middle = area.y + rowMiddle(box, i);
    const left = area.x + gutterPx;

    return html`
<rect class="row" x="${left}" y="${middle - rowHeightPx / 2}" width="${area.width - gutterPx - paddingPx}" height="${rowHeightPx}" rx="4"/>
${tile(service, {x: left + 4, y: middle - rowTilePx / 2}, rowTilePx)}
<text class="row-name" x="${left + rowTilePx + 10}" y="${middle + 4}">${key}</text>
${leaving.includes(key) ? html`<path class="step" d="M${area.x + area.width - paddingPx} ${middle}h${paddingPx}"/>` : ''}`;
  });

/** Ways on are short arrows from row to row; ways out run down the gutter, one line for each place that they lead to. */
const stepsOf = (box: Box, area: Area): readonly Svg[] => {
  const indexOf = (key: string): number => box.rows.findIndex((row) => row.key === key);
  const middleOf = (key: string): number => area.y + rowMiddle(box, indexOf(key));
  const left = area.x + gutterPx;
  const outs = [...new Set(box.steps.filter(({isElse}) => isElse).map(({to}) => to))];

  const ons = box.steps
    .filter(({isElse}) => !isElse)
    .map(({from, to}) => {
      const x = left + 4 + rowTilePx / 2;
      const down = Math.sign(middleOf(to) - middleOf(from));
      const start = middleOf(from) + (down * rowHeightPx) / 2;
      const end = middleOf(to) - (down * rowHeightPx) / 2;

      return html`<path class="step" d="M${x} ${start}V${end - down * 6}"/>${triangle('head', {x, y: end}, down > 0 ? 'down' : 'up')}`;
    });

  const elses = outs.map((out, lane) => {
    const x = left - 12 - lane * 9;
    const froms = box.steps.filter(({to, isElse}) => isElse && to === out).map(({from}) => middleOf(from));
    const stubs = froms.map((y) => `M${left} ${y}H${x}`).join('');

    return html`<path class="else" d="${stubs}M${x} ${Math.min(...froms)}V${middleOf(out)}H${left - 6}"/>${triangle('else-head', {x: left, y: middleOf(out)}, 'right')}`;
  });

  return [...ons, ...elses];
};

const boxSvg = (box: Box, area: Area, leaving: readonly string[]): Svg => {
  const {titles, names, notes} = boxText(box);
  const isPerson = box.service.category === 'people';
  const middle = area.x + area.width / 2;
  const first = area.y + paddingPx + tilePx + 6 + 12;
  const second = first + titles.length * titleLinePx;

  return html`<g>
${isPerson ? '' : html`<rect class="card" x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}" rx="8"/>`}
${tile(box.service, {x: middle - tilePx / 2, y: area.y + paddingPx}, tilePx)}
${textLines('title', isPerson ? names : titles, {x: middle, y: first}, titleLinePx)}
${isPerson ? '' : textLines('name', names, {x: middle, y: second}, linePx)}
${textLines('note', notes, {x: middle, y: second + names.length * linePx}, linePx)}
${stepsOf(box, area)}${rowsOf(box, area, leaving)}
</g>`;
};

const lineSvg = ({line, points, label}: Layout['lines'][number]): Svg => {
  const {path, end, direction, stop} = linePath(points, line.isRefused ? 22 : 7);
  const texts =
    label === undefined
      ? ''
      : textLines(
          'label',
          labelLines(line.label, line.isVertical ? Number.POSITIVE_INFINITY : undefined),
          {x: label.x + label.width / 2, y: label.y + labelLinePx - 4},
          labelLinePx,
        );

  return html`<g class="${line.isRefused ? 'refused' : 'arrow'}"><path class="line" d="${path}"/>
${line.isRefused ? html`<path class="cross" d="M${stop.x - 6} ${stop.y - 6}l12 12m0-12l-12 12"/>` : triangle('head', end, direction)}${texts}</g>`;
};

const frameSvg = ({frame, area}: Layout['frames'][number]): Svg => html`<g>
<rect class="frame" x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}" rx="10"/>
<text class="frame-title" x="${area.x + 14}" y="${area.y + 22}">${frame.title}</text></g>`;

export const toSvg = async (diagram: Diagram, {size, frames, boxes, lines}: Layout): Promise<string> => {
  const starts = diagram.lines.map(({from}) => from);

  const markup = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="title desc">
<title id="title">${diagram.title}</title>
<desc id="desc">${[diagram.about, ...inWords(diagram)].join('\n')}</desc>
<style>${raw(styleSheet)}</style>
<rect class="ground" width="${size.width}" height="${size.height}" rx="8"/>
${frames.map(frameSvg)}
${lines.map(lineSvg)}
${boxes.map(({box, area}) => boxSvg(box, area, starts))}
</svg>
`;

  return (await markup).toString().replaceAll(/\n\s*\n/g, '\n');
};
