import type {Uploads} from '../domain/photo-tickets.ts';
import {uploadBucket} from './upload-bucket.ts';
import {uploadEdge} from './upload-edge.ts';

/** The way that the template chose: through the edge with a key for that, or to the bucket. */
export const uploads: Uploads = {
  sign: (upload) =>
    (process.env['UPLOAD_KEY_ID'] ? uploadEdge : uploadBucket(process.env['UPLOADS_ENDPOINT'])).sign(upload),
};
