// Pictures that are a line or a dot.
import {type HostileCase, long} from './hostile-case.ts';
import {baselineJpeg, progressiveJpeg} from './jpeg-files.ts';
import {zeroPng} from './png-files.ts';

export const extremeShapes: readonly HostileCase[] = [
  ['a PNG of 1 × 1', 'made', () => zeroPng({widthPx: 1, heightPx: 1, depth: 8, colour: 'rgb'})],
  ['a PNG of 1 × 20,000', 'made', () => zeroPng({widthPx: 1, heightPx: 20_000, depth: 16, colour: 'rgb+alpha'})],
  ['a PNG of 20,000 × 1', 'made', () => zeroPng({widthPx: 20_000, heightPx: 1, depth: 16, colour: 'rgb+alpha'})],
  [
    'a PNG of 32,767 × 1,525',
    'made',
    () => zeroPng({widthPx: 32_767, heightPx: 1525, depth: 16, colour: 'rgb+alpha'}),
    long,
  ],
  [
    'a PNG of 1,525 × 32,767',
    'made',
    () => zeroPng({widthPx: 1525, heightPx: 32_767, depth: 16, colour: 'rgb+alpha'}),
    long,
  ],
  [
    'an interlaced PNG of 32,767 × 1,140',
    'too-many-pixels',
    () => zeroPng({widthPx: 32_767, heightPx: 1140, depth: 16, colour: 'rgb+alpha', interlaced: true}),
    long,
  ],
  ['a PNG of 32,768 × 1', 'too-many-pixels', () => zeroPng({widthPx: 32_768, heightPx: 1, depth: 8, colour: 'rgb'})],
  [
    'a PNG of 1 × 50,000,000',
    'too-many-pixels',
    () => zeroPng({widthPx: 1, heightPx: 50_000_000, depth: 8, colour: 'rgb'}),
  ],
  [
    'a PNG of 50,000,000 × 1',
    'too-many-pixels',
    () => zeroPng({widthPx: 50_000_000, heightPx: 1, depth: 16, colour: 'rgb+alpha'}),
  ],
  ['a JPEG of 32,767 × 1,525', 'made', () => baselineJpeg({widthPx: 32_767, heightPx: 1525, components: 3}), long],
  [
    'a progressive JPEG of 1,500 × 32,767',
    'made',
    () => progressiveJpeg({widthPx: 1500, heightPx: 32_767, components: 3}, 32),
    long,
  ],
  ['a JPEG of 65,535 × 1', 'damaged', () => baselineJpeg({widthPx: 65_535, heightPx: 1, components: 3})],
  ['a JPEG of 1 × 20,000', 'made', () => baselineJpeg({widthPx: 1, heightPx: 20_000, components: 3})],
];
