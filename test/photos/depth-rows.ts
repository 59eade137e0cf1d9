import {sharp} from '../../src/adapters/sharp.ts';
import {levels, onWhite, type Row, row, white} from './conformance-row.ts';
import {alphas, deepen, greySamples, greys, palette, places, withAlphas} from './kept-samples.ts';
import {chunk} from './png-files.ts';
import {colours} from './reference.ts';
import {stored, storedPng} from './stored-pictures.ts';

const deep = row('Depths and transparency', '8 bits');
const rgb = {depth: 8, colour: 'rgb'} as const;

export const depthRows: readonly Row[] = [
  deep('16 bits, RGB', () => storedPng({depth: 16, colour: 'rgb'}, deepen(colours))),
  deep('16 bits, grey', () => storedPng({depth: 16, colour: 'grey'}, deepen(greySamples)), {quarters: greys}),
  deep('16 bits, RGB and alpha', () => storedPng({depth: 16, colour: 'rgb+alpha'}, deepen(withAlphas(colours))), {
    becomes: '8 bits; AVIF keeps alpha, JPEG shows it on white',
    quarters: onWhite(colours, alphas),
  }),
  deep('grey', () => storedPng({depth: 8, colour: 'grey'}, greySamples), {quarters: greys}),
  deep('grey, JPEG', () => stored(greys).greyscale().jpeg({quality: 95}).toBuffer(), {quarters: greys}),
  deep('grey and alpha', () => storedPng({depth: 8, colour: 'grey+alpha'}, withAlphas(greySamples)), {
    becomes: 'AVIF keeps alpha, JPEG shows it on white',
    quarters: onWhite(greys, alphas),
  }),
  deep('RGB and alpha', () => storedPng({depth: 8, colour: 'rgb+alpha'}, withAlphas(colours)), {
    becomes: 'AVIF keeps alpha, JPEG shows it on white',
    quarters: onWhite(colours, alphas),
  }),
  deep(
    'RGB and alpha, WebP',
    async () =>
      sharp(storedPng({depth: 8, colour: 'rgb+alpha'}, withAlphas(colours)))
        .webp({lossless: true})
        .toBuffer(),
    {becomes: 'AVIF keeps alpha, JPEG shows it on white', quarters: onWhite(colours, alphas)},
  ),
  deep('1 bit', () => storedPng({depth: 1, colour: 'grey'}, [[0], [1], [1], [0]]), {quarters: levels(0, 255, 255, 0)}),
  deep('2 bits', () => storedPng({depth: 2, colour: 'grey'}, places), {quarters: levels(0, 85, 170, 255)}),
  deep('4 bits', () => storedPng({depth: 4, colour: 'grey'}, [[2], [6], [10], [14]]), {
    quarters: levels(34, 102, 170, 238),
  }),
  deep('indexed', () => storedPng({depth: 2, colour: 'indexed'}, places, [chunk('PLTE', palette)])),
  deep(
    'indexed with transparency',
    () =>
      storedPng({depth: 8, colour: 'indexed'}, places, [chunk('PLTE', palette), chunk('tRNS', Buffer.from(alphas))]),
    {becomes: 'AVIF keeps alpha, JPEG shows it on white', quarters: onWhite(colours, alphas)},
  ),
  deep('one colour transparent', () => storedPng(rgb, colours, [chunk('tRNS', Buffer.from([0, 40, 0, 160, 0, 90]))]), {
    becomes: 'AVIF keeps alpha, JPEG shows it on white',
    quarters: [colours[0], white, colours[2], colours[3]],
  }),
];
