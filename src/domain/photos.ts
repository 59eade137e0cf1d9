import type {PhotoId} from './slugs.ts';

export type PhotoStatus = 'waiting' | 'processing' | 'ready' | 'rejected' | 'failed';

/** One derived size as the record keeps it. `crop` is set on what is not the whole picture. */
export type Thumbnail = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly format: 'avif' | 'jpeg';
  readonly bytes: number;
  /** In the thumbnails bucket; its viewer URL is `/${key}`. */
  readonly key: string;
  readonly crop?: 'square';
};

/** The record of an uploaded original. Sizes are those of the upright picture; they and `thumbnails` stand there once it is ready. */
export type Photo = {
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
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly thumbnails: readonly Thumbnail[];
};

export type PhotoTable = {
  read(id: PhotoId): Promise<Photo | undefined>;
  readMany(ids: readonly PhotoId[]): Promise<ReadonlyMap<PhotoId, Photo>>;
  create(photo: Photo, expiresAt: Date): Promise<void>;
};
