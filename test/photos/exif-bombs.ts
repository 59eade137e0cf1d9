// EXIF that runs in circles or points nowhere, in every kind of photo.
import {app1, maliciousExif} from './exif-blocks.ts';
import type {HostileCase} from './hostile-case.ts';
import {withSegments} from './jpeg-files.ts';
import {chunk, withChunks} from './png-files.ts';
import {seedSize, seeds} from './seed-pictures.ts';
import {extendedWebp} from './webp-files.ts';

export const exifBombs: readonly HostileCase[] = Object.entries(maliciousExif).flatMap(
  ([what, block]): HostileCase[] => [
    [`a JPEG with EXIF: ${what}`, 'made', () => withSegments(seeds.JPEG, app1(block))],
    [`a PNG with EXIF: ${what}`, 'made', () => withChunks(seeds.PNG, chunk('eXIf', block))],
    [`a WebP with EXIF: ${what}`, 'made', () => extendedWebp(seeds['lossy WebP'], seedSize, {EXIF: block})],
  ],
);
