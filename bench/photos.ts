// The photos that are measured: a few from cameras where somebody has put them beside the project, and the CC0 photographs of the demo blog.

import {globSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {photographs} from '../local/photographs.ts';
import {inRoot} from '../local/places.ts';
import {photoDecoder} from '../src/adapters/photo-decoder.ts';
import {type Ladder, type Step, stepsOf} from '../src/domain/ladder.ts';

export type BenchPhoto = {readonly name: string; readonly path: string};

/** JPEG files of 2,000 pixels and more; of two exposures of one scene the first. */
const cameraFiles = ['phone/*.jpg', 'hdr/*_NO.jpg'];

const cameraFolder = inRoot('..', 'shared', 'photos');

export const cameraPhotos = (): readonly BenchPhoto[] =>
  globSync(cameraFiles, {cwd: cameraFolder})
    .toSorted()
    .map((file) => ({name: basename(file, '.jpg'), path: inRoot('..', 'shared', 'photos', file)}));

/** 1,024 pixels on their longer side: a ladder ends with their own width, at the fourth step. */
export const collectionPhotos: readonly BenchPhoto[] = photographs.map(({name, package: from, file}) => ({
  name,
  path: inRoot('node_modules', from, file),
}));

/** The photos that goals are judged by, and a word on them. */
export const judgedPhotos = (): {readonly photos: readonly BenchPhoto[]; readonly which: string} => {
  const photos = cameraPhotos();

  return photos.length > 0
    ? {photos, which: `${photos.length} camera photos of 3 to 9 megapixels`}
    : {
        photos: collectionPhotos,
        which: `${collectionPhotos.length} CC0 photographs of 1,024 pixels: no camera photos are there`,
      };
};

/** @throws if it is no photo that the product accepts. */
export const stepsFor = async ({path}: BenchPhoto, ladder: Ladder): Promise<readonly Step[]> => {
  const header = await photoDecoder.readHeader(readFileSync(path), ladder);

  if (!header) {
    throw new Error(`expected a JPEG, PNG or WebP photo, got ${path}`);
  }

  return stepsOf(header, ladder);
};
