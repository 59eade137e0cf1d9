import {type Ladder, ladderDigest, stepsOf, widestStep} from './ladder.ts';
import {type OriginalBucket, type PhotoDecoder, readSafeHeader, type Upload} from './originals.ts';
import {damaged, type Refusal} from './photo-refusals.ts';
import type {MadePhoto, PhotoTable, Point, Thumbnail, ThumbnailVersion} from './photos.ts';
import {stillEncoder} from './still-encoder.ts';
import {
  describeThumbnail,
  hashOf,
  type MadeThumbnail,
  storeThumbnails,
  supersededBy,
  type ThumbnailBucket,
} from './thumbnail-files.ts';
import type {Thumbnailer} from './thumbnailer.ts';

/** For the record: `focalPoint` is the author's as it was read, `superseded` what nothing refers to any more. */
export type ResizedPhoto = MadePhoto & {
  readonly focalPoint?: Point;
  readonly thumbnails: readonly Thumbnail[];
  readonly superseded: readonly ThumbnailVersion[];
};

type Adapters = {
  readonly originals: OriginalBucket;
  readonly decoder: PhotoDecoder;
  readonly thumbnailer: Thumbnailer;
  readonly thumbnails: ThumbnailBucket;
  readonly photos: Pick<PhotoTable, 'readRecord'>;
};

const isUpload = ({key}: Upload): boolean => key.startsWith('uploads/');

/**
 * Makes every step from one decoding, and keeps the original of an upload. Of a photo that was made by this ladder before, only the
 * crops are cut again, around its focal point. Repeating it writes equal bytes under equal names, and none that the record has.
 */
export const resizePhoto = async (
  {originals, decoder, thumbnailer, thumbnails: bucket, photos}: Adapters,
  ladder: Ladder,
  upload: Upload,
): Promise<ResizedPhoto | Refusal> => {
  const [file, record] = await Promise.all([originals.read(upload), photos.readRecord(upload.photoId)]);
  if ('refused' in file) return file;
  const header = await readSafeHeader(decoder, ladder, file);
  if ('refused' in header) return header;
  const steps = stepsOf(header, ladder);
  const pixels = await thumbnailer.decode(file, widestStep(steps));
  if (!pixels) return damaged();
  const [hash, digest, survey] = [hashOf(file), ladderDigest(ladder), await thumbnailer.survey(pixels)];
  const {focalPoint, thumbnails: earlier = []} = record ?? {};
  const kept = record?.hash === hash && record.ladder === digest ? earlier.filter(({crop}) => !crop) : [];
  const made: MadeThumbnail[] = [];
  const encodeStill = stillEncoder(thumbnailer, pixels, steps, focalPoint ?? survey.attention);
  for (const step of kept.length > 0 ? steps.filter(({crop}) => crop) : steps) {
    const encoded = step.animated ? await thumbnailer.animate(file, step) : await encodeStill(step);
    if (!encoded) return damaged();
    made.push({thumbnail: describeThumbnail(upload.photoId, step, encoded), file: encoded});
  }
  const [stored] = await Promise.all([
    storeThumbnails(bucket, made, earlier),
    isUpload(upload) && originals.keep(upload, file, header.format),
  ]);
  const thumbnails = [...kept, ...stored];
  return {
    widthPx: header.widthPx,
    heightPx: header.heightPx,
    hash,
    ...survey,
    ...(focalPoint && {focalPoint}),
    ladder: digest,
    thumbnails,
    superseded: record ? supersededBy(thumbnails, record) : [],
  };
};
