import * as z from 'zod/mini';
import {photoTable} from '../adapters/photo-table.ts';
import {publicSeconds} from '../domain/freshness.ts';
import {readPhoto} from '../domain/pictures.ts';
import {photoId} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {cachedFor, json} from '../lambda/replies.ts';

const request = z.object({path: z.object({id: photoId})});

export const handler = httpHandler(request, async ({path}) => {
  const photo = await readPhoto(photoTable, path.id);
  return photo.status === 'ready' ? json(photo, cachedFor(publicSeconds)) : json(photo);
});
