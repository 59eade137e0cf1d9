// A site whose posts do not show the photo: looking for them stands for bringing them in line with the photo as it then is.

import type {Site} from '../../src/domain/rendering.ts';
import type {Scheduler} from './scheduler.ts';

const unused = (): never => {
  throw new Error('expected no page to be rendered');
};

/** `told` is called when pages are brought in line, with what `seen` answers at that moment. */
export const plainSite = (scheduler: Scheduler, seen: () => number, told: (seen: number) => void): Site => ({
  posts: {
    slugsShowing: () =>
      scheduler.pass('render pages', async () => {
        told(seen());
        return [];
      }),
    everyPublished: unused,
  } as unknown as Site['posts'],
  photos: {readMany: unused},
  settings: {} as Site['settings'],
  bucket: {} as Site['bucket'],
  journal: {note: unused, read: async () => [], forget: async () => {}},
  edge: {purge: () => scheduler.pass('purge', async () => undefined)},
});
