import {type Row, row} from './conformance-row.ts';
import {plainJpeg} from './inks.ts';
import {deepen, palette, places} from './kept-samples.ts';
import {chunk} from './png-files.ts';
import {colours, heightPx, widthPx} from './reference.ts';
import {stored, storedPng} from './stored-pictures.ts';
import {animatedWebp} from './webp-files.ts';

const shown = row('Ways of storing', 'the same');
const rgb = {depth: 8, colour: 'rgb'} as const;
const size = {widthPx, heightPx};

export const storageRows: readonly Row[] = [
  shown('baseline JPEG, 4:2:0', () => stored().jpeg({quality: 95}).toBuffer()),
  shown('baseline JPEG, 4:2:2', () => plainJpeg('4:2:2', colours)),
  shown('baseline JPEG, 4:4:4', () => stored().jpeg({quality: 95, chromaSubsampling: '4:4:4'}).toBuffer()),
  shown('JPEG that stores RGB', () => plainJpeg('RGB', colours)),
  shown('progressive JPEG', () => stored().jpeg({quality: 95, progressive: true}).toBuffer()),
  shown('interlaced PNG', () => storedPng({...rgb, interlaced: true}, colours)),
  shown('interlaced PNG of 16 bits', () => storedPng({depth: 16, colour: 'rgb', interlaced: true}, deepen(colours))),
  shown('interlaced PNG of 2 bits, indexed', () =>
    storedPng({depth: 2, colour: 'indexed', interlaced: true}, places, [chunk('PLTE', palette)]),
  ),
  shown('lossy WebP', () => stored().webp({quality: 95}).toBuffer()),
  shown('lossless WebP', () => stored().webp({lossless: true}).toBuffer()),
  shown('animated WebP', async () => animatedWebp(await stored().webp({lossless: true}).toBuffer(), size, size, 3), {
    becomes: 'its first frame; moving too, if the blog says so',
  }),
];
