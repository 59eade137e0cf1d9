import type {News} from './mails.ts';
import type {Photo} from './photos.ts';
import type {PublishedPost} from './posts.ts';

/** Mails are 600 px wide, on screens that may have two pixels for each. */
const widestPx = 1280;

/** Mail programs know no AVIF. */
const coverOf = ({status, thumbnails, alt}: Photo, siteUrl: string): News['cover'] => {
  const [widest] = thumbnails
    .filter(({format, crop, widthPx}) => format === 'jpeg' && !crop && widthPx <= widestPx)
    .toSorted((one, other) => other.widthPx - one.widthPx);
  if (status !== 'ready' || !widest) return undefined;
  const {key, widthPx, heightPx} = widest;
  return {url: `${siteUrl}/${key}`, widthPx, heightPx, alt};
};

/** What a mail tells of a post. Without its cover, if that is not ready. */
export const newsOf = ({slug, title, summary}: PublishedPost, photo: Photo | undefined, siteUrl: string): News => {
  const cover = photo && coverOf(photo, siteUrl);
  return {title, summary, url: `${siteUrl}/posts/${slug}/`, ...(cover && {cover})};
};
