// S3's buckets with versions, in memory, as far as photos need them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html

import {createHash} from 'node:crypto';
import {NoSuchKey, NotFound, S3ServiceException} from '@aws-sdk/client-s3';

type ObjectVersion = {
  readonly versionId: string;
  readonly at: number;
  readonly etag: string;
  /** A delete marker has none. */
  readonly bytes?: Uint8Array;
};

export type MemoryBucket = {
  /** The oldest first; a key without versions is not there. */
  readonly objects: ReadonlyMap<string, readonly ObjectVersion[]>;
  /** The object as it is read by its key. */
  current(key: string): (ObjectVersion & {readonly bytes: Uint8Array}) | undefined;
  /** Of what can be read by its key. */
  keysIn(folder: string): readonly string[];
  put(key: string, bytes: Uint8Array): ObjectVersion;
  /** Without a version: hides what is there. */
  remove(key: string, versionId?: string): void;
};

/** `now` answers milliseconds; `removed` is told of every version that can be read no more. */
export const memoryBucket = (
  now: () => number,
  nextVersion: () => string,
  removed: (key: string, versionId: string) => void = () => {},
): MemoryBucket => {
  const objects = new Map<string, ObjectVersion[]>();

  const current: MemoryBucket['current'] = (key) => {
    const last = objects.get(key)?.at(-1);

    return last?.bytes ? {...last, bytes: last.bytes} : undefined;
  };

  const add = (key: string, version: ObjectVersion): ObjectVersion => {
    objects.set(key, [...(objects.get(key) ?? []), version]);

    return version;
  };

  return {
    objects,
    current,
    keysIn: (folder) => [...objects.keys()].filter((key) => key.startsWith(folder) && current(key)).toSorted(),
    put: (key, bytes) =>
      add(key, {versionId: nextVersion(), at: now(), etag: createHash('md5').update(bytes).digest('hex'), bytes}),
    remove: (key, versionId) => {
      const before = objects.get(key) ?? [];
      const gone = versionId === undefined ? before : before.filter((version) => version.versionId === versionId);

      if (versionId === undefined) {
        add(key, {versionId: nextVersion(), at: now(), etag: ''});
      } else {
        objects.set(
          key,
          before.filter((version) => version.versionId !== versionId),
        );
      }

      for (const version of gone) {
        if (version.bytes) {
          removed(key, version.versionId);
        }
      }
    },
  };
};

const about = (httpStatusCode: number) => ({message: '', $metadata: {httpStatusCode}});

const found = (bucket: MemoryBucket, key: string) => {
  const object = bucket.current(key);

  if (!object) {
    throw new NoSuchKey(about(404));
  }

  return object;
};

export type S3Input = {
  readonly Key: string;
  readonly Prefix: string;
  readonly Body: Uint8Array;
  readonly VersionId?: string;
  readonly IfMatch?: string;
};

/** Answers as S3 does, by the name of the command. */
export const s3Answers: Readonly<Record<string, (bucket: MemoryBucket, input: S3Input) => unknown>> = {
  PutObjectCommand: (bucket, {Key, Body}) => {
    const {versionId, etag} = bucket.put(Key, Body);

    return {VersionId: versionId, ETag: `"${etag}"`};
  },

  GetObjectCommand: (bucket, {Key, IfMatch}) => {
    const {bytes, etag} = found(bucket, Key);

    if (IfMatch !== undefined && IfMatch !== `"${etag}"`) {
      throw new S3ServiceException({name: 'PreconditionFailed', $fault: 'client', ...about(412)});
    }

    return {Body: {transformToByteArray: async () => bytes}, ContentLength: bytes.byteLength, ETag: `"${etag}"`};
  },

  HeadObjectCommand: (bucket, {Key}) => {
    const object = bucket.current(Key);

    if (!object) {
      throw new NotFound(about(404));
    }

    return {ETag: `"${object.etag}"`, ContentLength: object.bytes.byteLength};
  },

  ListObjectsV2Command: (bucket, {Prefix}) => ({
    Contents: bucket.keysIn(Prefix).map((Key) => {
      const {etag, bytes, at} = found(bucket, Key);

      return {Key, ETag: `"${etag}"`, Size: bytes.byteLength, LastModified: new Date(at)};
    }),
  }),

  ListObjectVersionsCommand: (bucket, {Prefix}) => {
    const versions = [...bucket.objects]
      .filter(([key]) => key.startsWith(Prefix))
      .flatMap(([Key, all]) => all.map(({versionId, bytes}) => ({Key, VersionId: versionId, isMarker: !bytes})));
    const {true: DeleteMarkers = [], false: Versions = []} = Object.groupBy(versions, ({isMarker}) =>
      isMarker ? 'true' : 'false',
    );

    return {Versions, DeleteMarkers};
  },

  DeleteObjectCommand: (bucket, {Key, VersionId}) => {
    bucket.remove(Key, VersionId);

    return {};
  },
};
