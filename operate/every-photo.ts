import {neverLookedAfter} from '../src/domain/photo-runs.ts';
import type {Photo, PhotoTable} from '../src/domain/photos.ts';

/** The largest page that the table reads as one batch. */
const pageSize = 99;

/** Whatever is due some day is due by then. */
export const endOfTime = new Date(neverLookedAfter);

/** Newest first, without deleted ones. */
export async function* everyPhoto(photos: Pick<PhotoTable, 'list'>): AsyncGenerator<Photo> {
  let after: string | undefined;
  do {
    const page = await photos.list({limit: pageSize, ...(after !== undefined && {after})});
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
