// What becomes of every kind of photo: the rows of the matrix in docs/photos.md.
import {colourRows} from './colour-rows.ts';
import {limit, type Row} from './conformance-row.ts';
import {depthRows} from './depth-rows.ts';
import {colours} from './reference.ts';
import {storageRows} from './storage-rows.ts';
import {stored} from './stored-pictures.ts';

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
const turned = (input: string, make: (orientation: number) => Promise<Uint8Array>): Row => ({
  group: 'Orientation',
  input: `${input}, EXIF orientation 1 to 8`,
  becomes: 'upright',
  variants: orientations.map((orientation) => () => make(orientation)),
  quarters: colours,
  limit,
});

export const rows: readonly Row[] = [
  turned('JPEG', (orientation) =>
    stored(colours, orientation).withMetadata({orientation}).jpeg({quality: 95}).toBuffer(),
  ),
  turned('PNG', (orientation) => stored(colours, orientation).withMetadata({orientation}).png().toBuffer()),
  turned('WebP', (orientation) =>
    stored(colours, orientation).withMetadata({orientation}).webp({lossless: true}).toBuffer(),
  ),
  ...colourRows,
  ...depthRows,
  ...storageRows,
];
