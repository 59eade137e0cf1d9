// Files that an attacker would send, each with what has to become of it. All are made here, from fixed seeds.
import {chunkBombs} from './chunk-bombs.ts';
import {densePhotos} from './dense-photos.ts';
import {exifBombs} from './exif-bombs.ts';
import {extremeShapes} from './extreme-shapes.ts';
import type {HostileCase, HostileFile} from './hostile-case.ts';
import {jpegKinds} from './jpeg-kinds.ts';
import {movingBombs} from './moving-bombs.ts';
import {otherFormats} from './other-formats.ts';
import {pixelFloods} from './pixel-floods.ts';
import {polyglots} from './polyglots.ts';
import {scanBombs} from './scan-bombs.ts';

const cases: readonly HostileCase[] = [
  ...scanBombs,
  ...pixelFloods,
  ...chunkBombs,
  ...movingBombs,
  ...densePhotos,
  ...jpegKinds,
  ...extremeShapes,
  ...polyglots,
  ...exifBombs,
  ...otherFormats,
];

export const hostileFiles: readonly HostileFile[] = cases.map(([name, end, make, options]) => ({
  name,
  make,
  ...(end && {end}),
  ...options,
}));
