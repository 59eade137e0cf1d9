// The other side as its manual begins: a width, a format, and nothing set. Arguments: FILE WIDTH FORMAT.

import {readFileSync} from 'node:fs';
import sharp from 'sharp';
import {printCounted} from './counted.ts';

const [path = '', width = '', format = ''] = process.argv.slice(2);
const file = readFileSync(path);

await printCounted(1, () =>
  sharp(file)
    .autoOrient()
    .resize(Number(width))
    .toFormat(format as 'jpeg' | 'webp' | 'avif')
    .toBuffer(),
);
