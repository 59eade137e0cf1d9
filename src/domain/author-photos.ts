import {type PageQuery, pageRequest, pageView} from './cursors.ts';
import type {PhotoTable} from './photos.ts';
import {authorPhotoView} from './pictures.ts';

/** All photos, whatever became of them, newest first. */
export const listAuthorPhotos = async (photos: Pick<PhotoTable, 'list'>, query: PageQuery) => {
  const {items, next} = await photos.list(pageRequest(query));
  return pageView('photos', {items: items.map(authorPhotoView), ...(next !== undefined && {next})});
};
