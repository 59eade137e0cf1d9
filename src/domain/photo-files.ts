// The files of a photo, besides those that its run is writing.
import type {UploadedObject} from './photo-runs.ts';
import type {PhotoId} from './slugs.ts';

export type WaitingUpload = {readonly id: PhotoId; readonly object: UploadedObject; readonly uploadedAt: Date};

/** One version of an object: what is put under the same name later is another one. */
export type FileVersion = {
  readonly bucket: 'uploads' | 'thumbnails';
  readonly key: string;
  readonly versionId: string;
};

export type PhotoFiles = {
  /** The upload as it lies there now, if it does. */
  readUpload(id: PhotoId): Promise<UploadedObject | undefined>;
  /** All uploads of the last days. */
  listUploads(): Promise<readonly WaitingUpload[]>;
  /** What runs made of the photo: thumbnails, and the original that they kept. Older versions too. */
  listMade(id: PhotoId): Promise<readonly FileVersion[]>;
  /** The same and the upload. */
  listAll(id: PhotoId): Promise<readonly FileVersion[]>;
  /** For good: exactly these versions, and no others of the same names. */
  remove(versions: readonly FileVersion[]): Promise<void>;
};
