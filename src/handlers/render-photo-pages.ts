import * as z from 'zod/mini';
import {site} from '../adapters/site.ts';
import {renderPhotoPages} from '../domain/rendering.ts';
import {photoId} from '../domain/slugs.ts';
import {queueHandler} from '../lambda/batch-handler.ts';

/** What the photo workflow announces when it has recorded a photo as ready. */
const message = z.strictObject({photoId});

export const handler = queueHandler(message, ({photoId: photo, now}) => renderPhotoPages(site(), photo, now));
