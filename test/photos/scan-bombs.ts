// JPEG files that are small and slow to decode.
import {type HostileCase, long, most, photo} from './hostile-case.ts';
import {baselineJpeg, progressiveJpeg, separateScansJpeg} from './jpeg-files.ts';

export const scanBombs: readonly HostileCase[] = [
  ['a JPEG of 32 scans', 'made', () => progressiveJpeg({...photo, components: 3}, 32)],
  ['a JPEG of 33 scans', 'too-many-scans', () => progressiveJpeg({...photo, components: 3}, 33)],
  ['a JPEG of 883 scans', 'too-many-scans', () => progressiveJpeg({...photo, components: 3}, 883, {widest: false})],
  [
    'a JPEG of 32 scans at 50 megapixels, subsampled',
    'made',
    () => progressiveJpeg({...most, components: 3, subsampled: true}, 32),
    long,
  ],
  [
    'a JPEG of 32 scans at 47 megapixels',
    'made',
    () => progressiveJpeg({widthPx: 6840, heightPx: 6840, components: 3}, 32),
    long,
  ],
  ['a JPEG of 32 scans at 50 megapixels', 'too-many-pixels', () => progressiveJpeg({...most, components: 3}, 32)],
  [
    'a JPEG of 32 narrow scans at 50 megapixels, subsampled',
    'made',
    () => progressiveJpeg({...most, components: 3, subsampled: true}, 32, {widest: false}),
    long,
  ],
  ['a progressive grey JPEG at 50 megapixels', 'made', () => progressiveJpeg({...most, components: 1}, 15), long],
  [
    'a JPEG of 32 scans and four inks at 50 megapixels',
    'too-many-pixels',
    () => progressiveJpeg({...most, components: 4}, 32),
  ],
  [
    'a JPEG of 32 scans and four inks at 31 megapixels',
    'made',
    () => progressiveJpeg({widthPx: 5560, heightPx: 5560, components: 4}, 32),
    long,
  ],
  [
    'a baseline JPEG that sends its colours one after another at 46 megapixels',
    'made',
    () => separateScansJpeg({widthPx: 6800, heightPx: 6800, components: 3}),
    long,
  ],
  ['the same with four inks', 'too-many-pixels', () => separateScansJpeg({...most, components: 4})],
  ['a JPEG with 781,000 restart markers', 'made', () => baselineJpeg({...most, components: 3}, {restart: true}), long],
  ['a JPEG with restart markers', 'made', () => baselineJpeg({...photo, components: 3}, {restart: true})],
];
