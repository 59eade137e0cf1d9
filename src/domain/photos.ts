import type {Page, PageRequest} from './posts.ts';
import type {PhotoId} from './slugs.ts';

export type PhotoStatus = 'waiting' | 'processing' | 'ready' | 'rejected' | 'failed' | 'deleted';

/** A place in the upright picture: 0…1 from its left and from its top. */
export type Point = {readonly x: number; readonly y: number};

/** Names one version of an object in the thumbnails bucket: the same bytes may lie there again as another one. */
export type ThumbnailVersion = {readonly key: string; readonly versionId: string};

/** One derived size as the record keeps it; its viewer URL is `/${key}`. */
export type Thumbnail = ThumbnailVersion & {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: 'avif' | 'jpeg' | 'webp';
  readonly bytes: number;
  /** Set on what is not the whole picture. */
  readonly crop?: 'square';
  /** Set on what moves. */
  readonly animated?: true;
};

/** What a finished run leaves in the record. Sizes are those of the upright picture. */
export type MadePhoto = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** SHA-256 of the original's bytes, in hex. */
  readonly hash: string;
  /** The dominant one, as `#rrggbb`. */
  readonly colour: string;
  /** Where the eye goes first: what crops keep unless the author says otherwise. */
  readonly attention: Point;
  /** Digest of the ladder that the thumbnails were made by. */
  readonly ladder: string;
};

/** The record of an uploaded original. What a `MadePhoto` has and `thumbnails` stand there once it is ready. */
export type Photo = Partial<MadePhoto> & {
  readonly id: PhotoId;
  readonly status: PhotoStatus;
  readonly reason?: string;
  readonly alt: string;
  readonly contentType: string;
  /** Of the upload; until that is there, what the ticket was asked for. */
  readonly bytes: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The author's, who need not set one. */
  readonly focalPoint?: Point;
  readonly thumbnails: readonly Thumbnail[];
};

/** A photo as the workflow and its sweep see it. A deleted one stays as a record until nothing can bring its files back. */
export type PhotoRecord = Photo & {
  /** The run that has it. */
  readonly run?: string;
  /** Of the upload that was claimed, without quotes. */
  readonly etag?: string;
  /** Runs that had it since it was last in order. */
  readonly attempts?: number;
  /** When the sweep looks at it, if nobody has finished it by then. */
  readonly dueAt?: string;
  /** A ready photo is to be made anew. */
  readonly remaking?: true;
  /** The pages that show a ready photo may not know of it yet. */
  readonly unannounced?: true;
  /** Readers have seen it once, and the edge may have kept what the API said of it. */
  readonly shown?: true;
  /** Of a deleted photo: when nothing can write its files any more. */
  readonly settledAt?: string;
  /** Of a deleted photo: its files went after that. */
  readonly removed?: true;
  /** Thumbnails that nothing refers to any more, though cached pages may for a while. */
  readonly superseded?: readonly ThumbnailVersion[];
  /** Seconds since 1970; forgotten then. */
  readonly expiresAt?: number;
};

/** Reads are consistent where the answer is acted upon: all but `read` and the order of `list`. */
export type PhotoTable = {
  read(id: PhotoId): Promise<Photo | undefined>;
  readMany(ids: readonly PhotoId[]): Promise<ReadonlyMap<PhotoId, Photo>>;
  readRecord(id: PhotoId): Promise<PhotoRecord | undefined>;
  create(photo: Photo, expiresAt: Date): Promise<void>;
  /** Puts `after` in the place of `before`, as its next version, and answers it as it is kept; nothing if somebody else wrote meanwhile. */
  replace(before: PhotoRecord, after: PhotoRecord, now: Date): Promise<PhotoRecord | undefined>;
  /** Newest first, without deleted ones. */
  list(request: PageRequest): Promise<Page<Photo>>;
  /** The records that should have been finished by now, longest overdue first. */
  listDue(now: Date): Promise<readonly PhotoRecord[]>;
};
