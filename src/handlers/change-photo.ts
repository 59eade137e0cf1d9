import * as z from 'zod/mini';
import {photoRuns} from '../adapters/photo-runs.ts';
import {photoTable} from '../adapters/photo-table.ts';
import {changePhoto, photoChange} from '../domain/photo-changes.ts';
import {etagOf, preconditions} from '../domain/preconditions.ts';
import {photoId} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {json} from '../lambda/replies.ts';

const request = z.object({
  path: z.object({id: photoId}),
  headers: z.pick(preconditions, {'if-match': true}),
  body: photoChange,
});

export const handler = httpHandler(request, async ({path: {id}, headers, body: change, now}) => {
  const stores = {photos: photoTable, runs: photoRuns};
  const photo = await changePhoto(stores, {id, change, version: headers['if-match'], now});
  return json(photo, {ETag: etagOf(photo.version), 'Cache-Control': 'no-store'});
});
