// Validation and resizing as the functions do them, with nothing but memory around.
import {photoDecoder} from '../../src/adapters/photo-decoder.ts';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import type {Ladder} from '../../src/domain/ladder.ts';
import {upload, validatePhoto} from '../../src/domain/originals.ts';
import type {Refusal} from '../../src/domain/photo-refusals.ts';
import type {Thumbnail} from '../../src/domain/photos.ts';
import {type ResizedPhoto, resizePhoto} from '../../src/domain/thumbnails.ts';

export type Output = {readonly thumbnail: Omit<Thumbnail, 'versionId'>; readonly file: Uint8Array};

export type Made = {readonly result: ResizedPhoto | Refusal; readonly outputs: readonly Output[]};

/** A blog's that sets none of its own. */
export const defaultLadder: Ladder = {
  avifWidthsPx: [320, 640, 960, 1280, 1920],
  jpegWidthsPx: [640, 1280],
  squarePx: 320,
  animated: false,
};

const photoId = '01K9ZQ8V4T3M5N7P9R1S2W6X8Y';

export const thumbnailsOf = async (file: Uint8Array, ladder: Ladder = defaultLadder): Promise<Made> => {
  const outputs: Output[] = [];
  const claimed = upload.parse({photoId, key: `uploads/${photoId}`, etag: 'abc', bytes: file.byteLength});
  const originals = {read: async () => file, keep: async () => {}};
  const valid = await validatePhoto(originals, photoDecoder, ladder, claimed);
  if ('refused' in valid) return {result: valid, outputs};
  const thumbnails = {
    put: async (thumbnail: Output['thumbnail'], made: Uint8Array) => {
      outputs.push({thumbnail, file: made});
      return 'version';
    },
  };
  const photos = {readRecord: async () => undefined};
  const result = await resizePhoto(
    {originals, decoder: photoDecoder, thumbnailer, thumbnails, photos},
    ladder,
    claimed,
  );
  return {result, outputs};
};
