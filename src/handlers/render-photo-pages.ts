import * as z from 'zod/mini';
import {photoTable} from '../adapters/photo-table.ts';
import {site} from '../adapters/site.ts';
import {followPhoto} from '../domain/photo-announcements.ts';
import {photoId} from '../domain/slugs.ts';
import {queueHandler} from '../lambda/batch-handler.ts';

/** What the photo workflow announces when it has made or removed a photo. */
const message = z.strictObject({photoId});

export const handler = queueHandler(message, ({photoId: id, now}) =>
  followPhoto({site: site(), photos: photoTable}, id, now),
);
