import {html, raw} from 'hono/html';
import {BlogError} from './errors.ts';
import type {Photo, PhotoTable, Thumbnail} from './photos.ts';
import type {PhotoId} from './slugs.ts';

/** How a picture is shown. `sizes` is the attribute: how wide, on which screen. */
export type PictureOptions = {
  readonly sizes?: string;
  /** For what is in view when the page opens: fetched at once, before the other pictures. */
  readonly eager?: boolean;
};

const textColumn = '(max-width: 48rem) 100vw, 44rem';

/** The whole pictures of a format, narrowest first. */
const ofFormat = (photo: Photo, format: Thumbnail['format']): readonly Thumbnail[] =>
  photo.thumbnails
    .filter((thumbnail) => thumbnail.format === format && !thumbnail.crop)
    .toSorted((a, b) => a.widthPx - b.widthPx);

const urlOf = ({key}: Pick<Thumbnail, 'key'>): string => `/${key}`;

const srcset = (thumbnails: readonly Thumbnail[]): string =>
  thumbnails.map((thumbnail) => `${urlOf(thumbnail)} ${thumbnail.widthPx}w`).join(', ');

/** Stands where a picture will be, or would have been; phrasing content, like the picture. */
const absentHtml = (alt: string): string => String(html`<span class="photo-absent">${alt}</span>`);

/**
 * A `<picture>` of every size, without layout shift. An empty `alt` is replaced by the photo's own. A photo that is not ready,
 * or is none of ours, leaves its words and no broken image.
 */
export const pictureHtml = (photo: Photo | undefined, alt: string, options: PictureOptions = {}): string => {
  const words = alt || photo?.alt || '';
  const {sizes = textColumn, eager = false} = options;
  if (photo?.status !== 'ready') return absentHtml(words);
  const [webps, avifs, jpegs] = [ofFormat(photo, 'webp'), ofFormat(photo, 'avif'), ofFormat(photo, 'jpeg')];
  const widest = jpegs.at(-1);
  if (!widest) return absentHtml(words);
  const haste = eager ? raw('loading="eager" fetchpriority="high"') : raw('loading="lazy"');
  const moving =
    webps.length > 0 &&
    html`<source type="image/webp" media="(prefers-reduced-motion: no-preference)" srcset="${srcset(webps)}" sizes="${sizes}">`;
  const still = avifs.length > 0 && html`<source type="image/avif" srcset="${srcset(avifs)}" sizes="${sizes}">`;
  return String(
    html`<picture>${moving}${still}<img src="${urlOf(widest)}" srcset="${srcset(jpegs)}" sizes="${sizes}" width="${widest.widthPx}" height="${widest.heightPx}" alt="${words}" ${haste} decoding="async"></picture>`,
  );
};

const thumbnailView = ({key, widthPx, heightPx, format, bytes, crop, animated}: Thumbnail) => ({
  widthPx,
  heightPx,
  format,
  bytes,
  url: urlOf({key}),
  ...(crop && {crop}),
  ...(animated && {animated}),
});

/** What everybody is told of a photo that the blog could not make; why is the author's to know. */
const ourFault = 'the blog made a mistake with this photo';

/** What the API tells of a photo; urls are root-relative. Sizes, hash, colour, focal point and `html` stand there once it is ready. */
export const photoView = (photo: Photo) => {
  const {id, status, alt, widthPx, heightPx, hash, colour, focalPoint = photo.attention} = photo;
  const reason = status === 'failed' ? ourFault : photo.reason;
  return {
    id,
    status,
    ...(reason !== undefined && {reason}),
    alt,
    widthPx,
    heightPx,
    hash,
    colour,
    focalPoint,
    thumbnails: photo.thumbnails.map(thumbnailView),
    ...(status === 'ready' && {html: pictureHtml(photo, alt)}),
  };
};

/** The same with what is the author's alone. */
export const authorPhotoView = (photo: Photo) => {
  const {reason, contentType, bytes, version, createdAt, updatedAt} = photo;
  return {
    ...photoView(photo),
    ...(reason !== undefined && {reason}),
    contentType,
    bytes,
    version,
    createdAt,
    updatedAt,
  };
};

export const readPhoto = async (photos: Pick<PhotoTable, 'read'>, id: PhotoId) => {
  const photo = await photos.read(id);
  if (!photo || photo.status === 'deleted') throw new BlogError('not-found', `expected a photo, got none, at ${id}`);
  return photoView(photo);
};
