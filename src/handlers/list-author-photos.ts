import * as z from 'zod/mini';
import {photoTable} from '../adapters/photo-table.ts';
import {listAuthorPhotos} from '../domain/author-photos.ts';
import {photoPageQuery} from '../domain/cursors.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {json} from '../lambda/replies.ts';

const request = z.object({query: z.strictObject(photoPageQuery)});

export const handler = httpHandler(request, async ({query}) => json(await listAuthorPhotos(photoTable, query)));
