// One photo as the Lambda function resizes it, all that its handler loads being loaded, with buckets and table in memory.
// Arguments: FILE LADDER. Prints what is wrong with a photo that is refused.

import {readFileSync} from 'node:fs';
import {photoDecoder} from '../../src/adapters/photo-decoder.ts';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import type {Ladder} from '../../src/domain/ladder.ts';
import {upload, validatePhoto} from '../../src/domain/originals.ts';
import {resizePhoto} from '../../src/domain/thumbnails.ts';
import {handler} from '../../src/handlers/resize-photo.ts';

const [path = '', ladderJson = '{}'] = process.argv.slice(2);
const ladder: Ladder = JSON.parse(ladderJson);
const file = new Uint8Array(readFileSync(path));
const photoId = '01JZ0000000000000000000000';
const photo = upload.parse({photoId, key: `uploads/${photoId}`, etag: 'etag', bytes: file.byteLength});

const originals = {read: async () => file, keep: async () => {}};
const adapters = {
  originals,
  decoder: photoDecoder,
  thumbnailer,
  thumbnails: {put: async () => 'version'},
  photos: {readRecord: async () => undefined},
};

if (typeof handler !== 'function') {
  throw new Error('expected the handler of resize-photo');
}

const header = await validatePhoto(originals, photoDecoder, ladder, photo);
const result = 'refused' in header ? header : await resizePhoto(adapters, ladder, photo);

console.log(JSON.stringify('refused' in result ? {refused: result.reason} : {thumbnails: result.thumbnails.length}));
