import type {PhotoId, Slug, Tag} from './slugs.ts';

/** What a list shows of a post. */
export type Listing = {
  readonly slug: Slug;
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly Tag[];
  /** ISO 8601, UTC; set by the first publication and kept from then on. */
  readonly publishedAt: string;
  readonly cover?: PhotoId;
};

/** A post as it is kept. `html` has slots for its photos, which are filled when it is read (see `photo-slots.ts`). */
export type Post = Omit<Listing, 'publishedAt'> & {
  readonly markdown: string;
  readonly html: string;
  /** The photos the text shows, in order, without the cover. */
  readonly photos: readonly PhotoId[];
  readonly status: 'draft' | 'published';
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt?: string;
  /** Whether subscribers are told of its first publication; of a post that says nothing they are. */
  readonly mail?: boolean;
};

export type PublishedPost = Post & {readonly status: 'published'; readonly publishedAt: string};

export const isPublished = (post: Post | undefined): post is PublishedPost => post?.status === 'published';

/** `after` is the last sort key of the page before; `next` is the one to go on with. */
export type Page<T> = {readonly items: readonly T[]; readonly next?: string};
export type PageRequest = {readonly limit: number; readonly after?: string};

/** What the author's list shows: drafts too. */
export type AuthorListing = Omit<Listing, 'publishedAt'> & {
  readonly status: Post['status'];
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt?: string;
};

/** Reads are consistent where `consistent` is asked for; lists are newest first. */
export type PostTable = {
  read(slug: Slug, options?: {consistent: boolean}): Promise<Post | undefined>;
  /** Writes the post and its entries in one transaction, if the version kept is still `previous?.version`; otherwise throws `version-conflict` or `already-exists`. */
  write(post: Post, previous: Post | undefined): Promise<void>;
  /** Deletes the post and its entries in one transaction, if it is still at this version. */
  remove(post: Post): Promise<void>;
  listPublished(request: PageRequest): Promise<Page<Listing>>;
  listTagged(tag: Tag, request: PageRequest): Promise<Page<Listing>>;
  listAll(request: PageRequest): Promise<Page<AuthorListing>>;
  /** Every published post, newest first, by consistent reads: what shared pages are built from. */
  everyPublished(): Promise<readonly Listing[]>;
  /** The published posts that show a photo, in their text or as their cover. */
  slugsShowing(photo: PhotoId): Promise<readonly Slug[]>;
};
