import * as z from 'zod/mini';
import {photoLadder} from '../adapters/photo-ladder.ts';
import {newPhotoId, photoTable} from '../adapters/photo-table.ts';
import {uploads} from '../adapters/uploads.ts';
import {createPhoto, photoBody} from '../domain/photo-tickets.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {created} from '../lambda/replies.ts';

const request = z.object({body: photoBody});

export const handler = httpHandler(request, async ({body, now}) => {
  const stores = {photos: photoTable, uploads};
  const ticket = await createPhoto(stores, {id: newPhotoId(now), body, animated: photoLadder().animated, now});
  return created(ticket, {Location: `/api/photos/${ticket.id}`});
});
