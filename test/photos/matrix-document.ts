// docs/photos.md: what is said once, and the tables that follow from the rows.
import {stepsOf} from '../../src/domain/ladder.ts';
import {rows} from './conformance.ts';
import {refusedRows} from './refused-rows.ts';
import {defaultLadder} from './thumbnails-of.ts';

/** Sizes of one pixel, of lines, of panoramas. */
const shapes = [
  [1, 1],
  [1, 20_000],
  [20_000, 1],
  [300, 200],
  [4032, 3024],
  [3024, 4032],
  [16_000, 2000],
] as const;

const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const shapeRow = ([widthPx, heightPx]: (typeof shapes)[number]): readonly string[] => {
  const steps = stepsOf({widthPx, heightPx, frames: 1}, defaultLadder);
  const sizes = (format: string): string =>
    steps
      .filter((step) => step.format === format && !step.crop)
      .map((step) => `${step.widthPx} × ${step.heightPx}`)
      .join(', ');
  const square = steps.find(({crop}) => crop);
  return [`${widthPx} × ${heightPx}`, sizes('avif'), sizes('jpeg'), `${square?.widthPx} × ${square?.heightPx}`];
};

const groups = [...new Set(rows.map(({group}) => group))];

/** A row of the matrix as the document has it; `worst` in steps of 255. */
const rowOf = ({input, becomes}: (typeof rows)[number], worst: number): string =>
  `| ${input} | ${becomes} | ${worst} |`;

/** The documented deviation of each row, by what stands before it. */
export const documentedWorst = (document: string): ReadonlyMap<string, number> =>
  new Map(
    [...document.matchAll(/^(\| .+ \| .+ \|) (\d+) \|$/gm)].map(([, row = '', worst]) => [row, Number(worst)] as const),
  );

export const documentedKey = ({input, becomes}: (typeof rows)[number]): string => `| ${input} | ${becomes} |`;

/** `worst` gives each row's measured deviation. */
export const matrixDocument = async (
  worst: ReadonlyMap<(typeof rows)[number], number>,
): Promise<string> => `# Photos: what becomes of every kind

An author may send a JPEG, PNG or WebP file of at most 15 MB; with \`photos.animated\` also a GIF. What it is, its decoder says, never its
name. It is refused before a pixel is decoded if it has

- more than 50 megapixels, in all frames together where pictures may move; or more than 32,767 pixels on a side,
- more than 32 scans (JPEG) or 1,000 frames (WebP, GIF),
- so much to hold at once that a function has no room for it: 300 MB, reached by progressive JPEGs of more than 47 megapixels (31 in four
  inks; never if their colours are subsampled) and by interlaced PNGs of 16 bits,
- a kind of JPEG that browsers do not show: arithmetic-coded, lossless, hierarchical, of 12 bits.

A file that decodes with even a warning is refused as damaged. Everything else becomes thumbnails: upright, in sRGB, of 8 bits, without any
metadata: no EXIF, GPS, XMP, IPTC, profile, comment, or byte behind the end. Profiles are known by their primaries and curves, not
by their names. PNG's \`gAMA\`, \`cHRM\` and \`cICP\` chunks are not read.

The tables are made by \`node prove/photo-conformance.ts --write\`. The last column is the farthest that any channel of any pixel of any
thumbnail is from the reference picture, in steps of 255, seen on white: AVIF and JPEG are lossy, so 4 to 8 is their own doing.
${groups
  .map(
    (group) => `
## ${group}

| input | becomes | worst deviation |
| --- | --- | --- |
${rows
  .filter((row) => row.group === group)
  .map((row) => rowOf(row, worst.get(row) ?? 0))
  .join('\n')}
`,
  )
  .join('')}
## Shapes

Nothing is enlarged, and no side is longer than its format allows.

${table(['original', 'AVIF', 'JPEG', 'square'], shapes.map(shapeRow))}

## Refused

${table(['file', 'what its author reads'], await refusedRows())}
`;
