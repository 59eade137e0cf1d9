import * as z from 'zod/mini';
import {photoRuns} from '../adapters/photo-runs.ts';
import {photoTable} from '../adapters/photo-table.ts';
import {deletePhoto} from '../domain/photo-changes.ts';
import {preconditions} from '../domain/preconditions.ts';
import {photoId} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {noContent} from '../lambda/replies.ts';

const request = z.object({path: z.object({id: photoId}), headers: z.pick(preconditions, {'if-match': true})});

export const handler = httpHandler(request, async ({path: {id}, headers, now}) => {
  await deletePhoto({photos: photoTable, runs: photoRuns}, {id, version: headers['if-match'], now});
  return noContent();
});
