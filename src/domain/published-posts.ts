// What readers get of the posts: published ones only.
import {createHash} from 'node:crypto';
import {type PageQuery, pageRequest, pageView} from './cursors.ts';
import {BlogError} from './errors.ts';
import {fillPhotos} from './photo-slots.ts';
import type {Photo, PhotoTable} from './photos.ts';
import {pictureHtml} from './pictures.ts';
import {isPublished, type PostTable, type PublishedPost} from './posts.ts';
import {etagOf} from './preconditions.ts';
import type {PhotoId, Slug, Tag} from './slugs.ts';

type Photos = ReadonlyMap<PhotoId, Photo>;

export const listPosts = async (posts: PostTable, query: PageQuery & {readonly tag?: Tag | undefined}) => {
  const request = pageRequest(query);
  return pageView('posts', await (query.tag ? posts.listTagged(query.tag, request) : posts.listPublished(request)));
};

/** Changes when a photo that the post shows becomes ready, since its html does. */
const photoSuffix = (post: PublishedPost, photos: Photos): string => {
  if (post.photos.length === 0) return '';
  const versions = post.photos.map((id) => photos.get(id)?.version ?? 0).join('.');
  return createHash('sha256').update(versions).digest('hex').slice(0, 8);
};

const publicView = ({slug, title, tags, publishedAt, updatedAt, version, cover}: PublishedPost, html: string) => ({
  slug,
  title,
  html,
  tags,
  publishedAt,
  updatedAt,
  version,
  ...(cover && {cover}),
});

/** Throws the same `not-found` for a draft as for a post that never was. */
export const readPost = async (posts: PostTable, photoTable: Pick<PhotoTable, 'readMany'>, slug: Slug) => {
  const post = await posts.read(slug);
  if (!isPublished(post)) throw new BlogError('not-found', `expected a published post, got none, at ${slug}`);
  const photos = await photoTable.readMany(post.photos);
  const html = fillPhotos(post.html, (id, alt) => pictureHtml(photos.get(id), alt));
  return {post: publicView(post, html), etag: etagOf(post.version, photoSuffix(post, photos))};
};
