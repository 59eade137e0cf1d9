// What must hold of a photo once nothing is under way and nothing is due.

import {createHash} from 'node:crypto';
import {type Ladder, ladderDigest} from '../../src/domain/ladder.ts';
import {neverLookedAfter} from '../../src/domain/photo-runs.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import type {Cloud} from './cloud.ts';
import type {MemoryBucket} from './memory-buckets.ts';
import type {PhotoWatch} from './photo-watch.ts';
import {expectedFiles, hashOf, isStepOf, textOf} from './plain-pictures.ts';

export type FinalState = {
  readonly status: string;
  readonly wrongs: readonly string[];
  /** Thumbnails that runs wrote in vain: no record ever named them. They go with their photo. */
  readonly leftovers: number;
  /** The sweep gave up: three runs could not make the photo anew, or three could not tell of it. */
  readonly isGivenUp: boolean;
};

/** Everything that lies under these names, hidden versions too. */
const filesIn = (bucket: MemoryBucket, folders: readonly string[]): readonly string[] =>
  [...bucket.objects].flatMap(([key, versions]) =>
    versions.length > 0 && folders.some((folder) => key.startsWith(folder)) ? [key] : [],
  );

const madeFiles = (cloud: Cloud, id: PhotoId): readonly string[] => [
  ...filesIn(cloud.thumbnails, [`photos/${id}/`]),
  ...filesIn(cloud.uploads, [`originals/${id}`]),
];

const wrongsOfReady = (
  cloud: Cloud,
  record: PhotoRecord,
  {ladders, isGivenUp}: {readonly ladders: readonly Ladder[]; readonly isGivenUp: boolean},
): string[] => {
  const original = cloud.uploads.current(`originals/${record.id}`)?.bytes;
  const ladder = ladders.find((one) => ladderDigest(one) === record.ladder);

  if (!original || !ladder) {
    return [original ? 'a ready photo was made by a ladder that never was' : 'a ready photo has no original'];
  }

  const wrongs: string[] = [];

  if (hashOf(original) !== record.hash) {
    wrongs.push('the original that was kept is not the one that the thumbnails were made from');
  }

  if (createHash('md5').update(original).digest('hex') !== record.etag) {
    wrongs.push('a ready photo was made from other bytes than were claimed');
  }

  // After three runs in vain a photo stays as it was: then its crops may be around an older focal point.
  if (isGivenUp) {
    return wrongs;
  }

  if (record.ladder !== ladderDigest(cloud.ladder)) {
    wrongs.push('a ready photo was not made anew by the last ladder');
  }

  const expected = expectedFiles(original, ladder, record.focalPoint);

  if (record.thumbnails.length !== expected.length) {
    wrongs.push(`expected ${expected.length} thumbnails, got ${record.thumbnails.length}`);
  }

  for (const {step, text} of expected) {
    const thumbnail = record.thumbnails.find((one) => isStepOf(one, step));
    const bytes = thumbnail && cloud.thumbnails.current(thumbnail.key)?.bytes;

    if (!bytes || textOf(bytes) !== text) {
      wrongs.push(`expected ${text}, got ${bytes ? textOf(bytes) : 'no thumbnail'}`);
    }

    if (
      thumbnail &&
      !cloud.thumbnails.objects.get(thumbnail.key)?.some(({versionId}) => versionId === thumbnail.versionId)
    ) {
      wrongs.push('the version of a thumbnail that the record names is not there');
    }
  }

  return wrongs;
};

/** Versions that were named once and are no more, and lie there still. */
const unremoved = (cloud: Cloud, id: PhotoId, left: ReadonlyMap<string, number>): readonly string[] =>
  cloud.thumbnails
    .keysIn(`photos/${id}/`)
    .flatMap((key) => cloud.thumbnails.objects.get(key) ?? [])
    .flatMap(({versionId, bytes}) => (bytes && left.has(versionId) ? [versionId] : []));

export const judge = async (
  cloud: Cloud,
  id: PhotoId,
  watch: PhotoWatch,
  ladders: readonly Ladder[],
): Promise<FinalState> => {
  const {record} = watch;
  const wrongs = [...watch.wrongs, ...cloud.surprises];
  const status = record?.status ?? 'none';
  const named = new Set(record?.thumbnails.map(({key}) => key));
  const isListed = (
    await cloud.table.call('query', {
      TableName: 'Photos',
      IndexName: 'list',
      KeyConditionExpression: 'kind = :kind AND id = :id',
      ExpressionAttributeValues: {':kind': {S: 'photo'}, ':id': {S: id}},
    })
  )['Count'];

  const isUntoldForGood = status === 'ready' && record?.dueAt === neverLookedAfter;

  if (status === 'processing' || record?.remaking || (record?.dueAt !== undefined && !isUntoldForGood)) {
    wrongs.push(`a photo that is ${status} is still due`);
  }

  if (status === 'waiting' && cloud.uploads.current(`uploads/${id}`)) {
    wrongs.push('a photo waits although its upload is there');
  }

  if (status === 'ready' && record) {
    wrongs.push(...wrongsOfReady(cloud, record, {ladders, isGivenUp: watch.isGivenUp}));

    if (!isUntoldForGood) {
      wrongs.push(...unremoved(cloud, id, watch.left).map(() => 'a thumbnail that was superseded was never removed'));
    }
  }

  if (status !== 'ready' && madeFiles(cloud, id).length > 0) {
    wrongs.push(`a photo that is ${status} has files that runs made`);
  }

  if (status === 'deleted' && filesIn(cloud.uploads, [`uploads/${id}`]).length > 0) {
    wrongs.push('a deleted photo has an upload');
  }

  if (isListed !== (record && status !== 'deleted' ? 1 : 0)) {
    wrongs.push(`a photo that is ${status} is listed ${isListed} times`);
  }

  if (watch.isUntold && !isUntoldForGood) {
    wrongs.push(`pages were not told of the last change of a photo that is ${status}`);
  }

  for (const {name, actor} of cloud.runs.values()) {
    if (actor.state === 'alive') {
      wrongs.push(`${name} never ends`);
    }
  }

  return {
    status,
    wrongs,
    isGivenUp: watch.isGivenUp || isUntoldForGood,
    leftovers: cloud.thumbnails.keysIn(`photos/${id}/`).filter((key) => !named.has(key)).length,
  };
};
