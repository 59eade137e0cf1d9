// Besides itself a post is kept as entries: small items that stand in the order of a list. They are written with it, in one
// transaction, so that every list always equals the posts.
import type {AuthorListing, Listing, Post} from './posts.ts';
import {isPublished} from './posts.ts';
import type {PhotoId, Slug, Tag} from './slugs.ts';

/** `pk` is the list, `sk` the place in it. */
export type EntryKey = {readonly pk: string; readonly sk: string};
type EntryContent = Listing | AuthorListing | {readonly slug: Slug};
export type PostEntry = EntryKey & EntryContent & {readonly kind: 'entry'; readonly version: number};

export const postKey = (slug: Slug): EntryKey => ({pk: `post#${slug}`, sk: 'post'});

/** The lists, by their `pk`. */
export const listOf = {
  published: 'published',
  all: 'all',
  tag: (tag: Tag): string => `tag#${tag}`,
  photo: (photo: PhotoId): string => `photo#${photo}`,
} as const;

/** A list's place after which it goes on, as a cursor carries it: a moment and a slug. */
export const placeAt = (moment: string, slug: string): string => `${moment}#${slug}`;

const listing = ({slug, title, summary, tags, cover}: Post) => ({slug, title, summary, tags, ...(cover && {cover})});

const publicEntries = (post: Post): readonly (EntryKey & EntryContent)[] => {
  if (!isPublished(post)) return [];
  const {slug, publishedAt} = post;
  const shown = new Set([...post.photos, ...(post.cover ? [post.cover] : [])]);
  return [
    ...[listOf.published, ...post.tags.map(listOf.tag)].map((pk) => ({
      pk,
      sk: placeAt(publishedAt, slug),
      ...listing(post),
      publishedAt,
    })),
    ...[...shown].map((photo) => ({pk: listOf.photo(photo), sk: slug, slug})),
  ];
};

/** At most 49 of them, so that all old and all new ones fit into one transaction together with the post. */
export const entriesOf = (post: Post): readonly PostEntry[] => {
  const {slug, status, version, createdAt, updatedAt, publishedAt} = post;
  const forAuthor = {
    pk: listOf.all,
    sk: placeAt(createdAt, slug),
    ...listing(post),
    ...{status, createdAt, updatedAt, ...(publishedAt && {publishedAt})},
  };
  return [forAuthor, ...publicEntries(post)].map((entry) => ({...entry, kind: 'entry', version}));
};

/** The entries that `before` has and `after` has no longer. */
export const vanishedEntries = (before: Post | undefined, after: Post | undefined): readonly EntryKey[] => {
  const kept = new Set((after ? entriesOf(after) : []).map(({pk, sk}) => `${pk}\n${sk}`));
  return (before ? entriesOf(before) : [])
    .filter(({pk, sk}) => !kept.has(`${pk}\n${sk}`))
    .map(({pk, sk}) => ({pk, sk}));
};
