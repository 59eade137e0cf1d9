// Colours of the pictures, in light and in dark; whoever shows the file as an image says which.

import {faces, fontOf} from './measures.ts';
import type {Category} from './services.ts';

type Palette = {
  readonly ground: string;
  readonly card: string;
  readonly edge: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly refused: string;
  readonly frame: string;
};

const light: Palette = {
  ground: '#ffffff',
  card: '#f7f8fa',
  edge: '#c8ced6',
  ink: '#16191f',
  soft: '#4a525e',
  line: '#59636f',
  refused: '#c62828',
  frame: '#007f80',
};

const dark: Palette = {
  ground: '#0d1117',
  card: '#1a212b',
  edge: '#3d4653',
  ink: '#eef2f6',
  soft: '#b3bdc9',
  line: '#9aa5b3',
  refused: '#ff7b72',
  frame: '#39c5c6',
};

/** After AWS's own colours of its categories, dark enough for a white sign. */
const categories: Readonly<Record<Category, string>> = {
  storage: '#5b8c14',
  compute: '#e06a00',
  networking: '#8c4fff',
  database: '#c925d1',
  integration: '#e7157b',
  security: '#dd344c',
  people: '#5f6b7a',
};

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

export const styleSheet = `
:root{${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
text{font-family:-apple-system,BlinkMacSystemFont,"Segoe UI",Helvetica,Arial,sans-serif;fill:var(--ink)}
.ground{fill:var(--ground)}
.card{fill:var(--card);stroke:var(--edge);stroke-width:1}
.row{fill:var(--ground);stroke:var(--edge);stroke-width:1}
.frame{fill:none;stroke:var(--frame);stroke-width:1.5;stroke-dasharray:6 4}
.frame-title{${fontOf(faces.frame)};fill:var(--frame)}
.title{${fontOf(faces.title)}}
.name{${fontOf(faces.name)};fill:var(--soft)}
.note{${fontOf(faces.note)};font-style:italic;fill:var(--soft)}
.row-name{${fontOf(faces.row)}}
.label{${fontOf(faces.label)}}
.line,.step{fill:none;stroke:var(--line);stroke-width:1.5}
.head{fill:var(--line)}
.refused .line,.else{stroke:var(--refused);stroke-dasharray:4 3}
.refused .cross{stroke:var(--refused);stroke-width:3;fill:none}
.refused .label{fill:var(--refused)}
.else{fill:none;stroke-width:1.2}
.else-head{fill:var(--refused)}
.sign{fill:none;stroke:#ffffff;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
${Object.entries(categories)
  .map(([category, colour]) => `.${category}{fill:${colour}}`)
  .join('\n')}
`;
