import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  NotFound,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import {inParallel} from '../domain/in-parallel.ts';
import type {FileVersion, PhotoFiles, WaitingUpload} from '../domain/photo-files.ts';
import {type PhotoId, photoId} from '../domain/slugs.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

const removalsAtOnce = 8;
const uploadsFolder = 'uploads/';

const bucketNames = {uploads: () => requiredEnv('UPLOADS_BUCKET'), thumbnails: () => requiredEnv('THUMBNAILS_BUCKET')};

/** Delete markers are versions too, and go with what they mark. */
const versionsOf = async (bucket: FileVersion['bucket'], prefix: string): Promise<readonly FileVersion[]> => {
  const versions: FileVersion[] = [];
  const request = {Bucket: bucketNames[bucket](), Prefix: prefix};
  let next: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await s3().send(new ListObjectVersionsCommand({...request, ...next}));
    for (const {Key = '', VersionId = ''} of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      versions.push({bucket, key: Key, versionId: VersionId});
    next = page.IsTruncated ? {KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker} : undefined;
  }
  return versions;
};

const listMade = async (id: PhotoId): Promise<readonly FileVersion[]> => [
  ...(await versionsOf('thumbnails', `photos/${id}/`)),
  ...(await versionsOf('uploads', `originals/${id}`)),
];

export const photoFiles = {
  readUpload: async (id) => {
    const key = `${uploadsFolder}${id}`;
    try {
      const {ETag = '', ContentLength = 0} = await s3().send(
        new HeadObjectCommand({Bucket: bucketNames.uploads(), Key: key}),
      );
      return {key, etag: ETag.replaceAll('"', ''), size: ContentLength};
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  },

  listUploads: async () => {
    const uploads: WaitingUpload[] = [];
    const pages = paginateListObjectsV2({client: s3()}, {Bucket: bucketNames.uploads(), Prefix: uploadsFolder});
    for await (const {Contents = []} of pages)
      for (const {Key = '', ETag = '', Size = 0, LastModified = new Date(0)} of Contents) {
        const id = photoId.safeParse(Key.slice(uploadsFolder.length));
        const object = {key: Key, etag: ETag.replaceAll('"', ''), size: Size};
        if (id.success) uploads.push({id: id.data, object, uploadedAt: LastModified});
      }
    return uploads;
  },

  listMade,

  listAll: async (id) => [...(await listMade(id)), ...(await versionsOf('uploads', `${uploadsFolder}${id}`))],

  remove: async (versions) => {
    await inParallel(versions, removalsAtOnce, ({bucket, key, versionId}) =>
      s3().send(new DeleteObjectCommand({Bucket: bucketNames[bucket](), Key: key, VersionId: versionId})),
    );
  },
} satisfies PhotoFiles;
