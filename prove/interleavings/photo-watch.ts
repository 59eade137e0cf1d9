// Looks at one photo after every step: what must hold at every moment.

import type {AttributeValue} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import type {PhotoRecord, PhotoStatus} from '../../src/domain/photos.ts';
import {photoView} from '../../src/domain/pictures.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import type {Cloud} from './cloud.ts';
import {type MemoryTable, photosTable} from './memory-table.ts';
import {textOf} from './plain-pictures.ts';
import type {ActorKind} from './scheduler.ts';

export const dayMs = 24 * 3600 * 1000;

/** When the day ends is worked out before it begins: a write may take as long as its run. */
const runMs = 3600 * 1000;

const keyOf = (id: PhotoId) => marshall({pk: `photo#${id}`, sk: 'photo'});

/** Past every gate. */
export const readRecord = async (table: MemoryTable, id: PhotoId): Promise<PhotoRecord | undefined> => {
  const {Item} = await table.call('getItem', {TableName: photosTable, Key: keyOf(id), ConsistentRead: true});

  if (!Item) {
    return undefined;
  }

  const {pk, sk, kind, ...record} = unmarshall(Item as Record<string, AttributeValue>);

  return {thumbnails: [], ...record, id} as unknown as PhotoRecord;
};

export const forgetRecord = async (table: MemoryTable, id: PhotoId): Promise<void> => {
  await table.call('deleteItem', {TableName: photosTable, Key: keyOf(id)});
};

type Status = PhotoStatus | 'none';

/** What a record may become in one write. Nothing but a deletion takes a ready photo away. */
const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  none: ['waiting', 'processing'],
  waiting: ['processing', 'failed', 'deleted'],
  processing: ['ready', 'rejected', 'failed', 'deleted'],
  ready: ['deleted'],
  rejected: ['deleted'],
  failed: ['deleted'],
  deleted: [],
};

/** What readers see of the photo, in pages and by the API. */
const seen = (record: PhotoRecord | undefined): string => {
  if (record?.status === 'ready') {
    return JSON.stringify(photoView(record));
  }

  return record?.status === 'deleted' ? 'gone' : '';
};

export type PhotoWatch = {
  /** Looks at what the step left; `kind` is whose step it was. */
  look(kind: ActorKind | undefined): Promise<void>;
  /** Told of every thumbnail that can be read no more. */
  lost(key: string, versionId: string): void;
  readonly record: PhotoRecord | undefined;
  /** What was wrong, in words. */
  readonly wrongs: readonly string[];
  /** Versions that the record ever referred to, and when it ceased to. */
  readonly left: ReadonlyMap<string, number>;
  /** The sweep gave up making the photo anew, and no run has since. */
  readonly isGivenUp: boolean;
  /** How often what readers see has changed. */
  readonly changes: number;
  /** Up to which of these changes the edge has forgotten what was before. */
  told(changes: number): void;
  /** The edge may have what was before the last change. */
  readonly isUntold: boolean;
  /** Nothing of what follows is a step: time took the record. */
  forget(): void;
};

export const watchPhoto = (cloud: Cloud, id: PhotoId): PhotoWatch => {
  const wrongs: string[] = [];
  const left = new Map<string, number>();
  let record: PhotoRecord | undefined;
  let [isGivenUp, changes, told] = [false, 0, 0];

  const wrong = (words: string): void => {
    if (!wrongs.includes(words)) {
      wrongs.push(words);
    }
  };

  const checkWrite = (before: PhotoRecord | undefined, after: PhotoRecord, kind: ActorKind | undefined): void => {
    const from = before?.status ?? 'none';

    if (from !== after.status && !nextStatuses[from].includes(after.status)) {
      wrong(`a photo that was ${from} became ${after.status}`);
    }

    if (before && after.version !== before.version + 1) {
      wrong(`version ${before.version} was followed by ${after.version}`);
    }

    if (before && kind !== 'author' && after.status !== 'deleted') {
      const words = ({alt, focalPoint}: PhotoRecord) => JSON.stringify([alt, focalPoint]);

      if (words(before) !== words(after)) {
        wrong(`a ${kind} changed what is the author's: ${words(before)} became ${words(after)}`);
      }
    }

    if ((after.status === 'rejected' || after.status === 'failed') && !after.reason) {
      wrong(`a photo is ${after.status} without a reason`);
    }

    if (before?.hash !== undefined && after.status === 'ready' && after.hash !== before.hash) {
      wrong('a ready photo became another picture');
    }
  };

  /** Whoever reads the record now finds every thumbnail that it names, and in it what was put under this name. */
  const checkReading = ({thumbnails}: PhotoRecord): void => {
    for (const {key, bytes} of thumbnails) {
      const object = cloud.thumbnails.current(key);

      if (!object) {
        wrong(`a ready photo names a thumbnail that is not there`);
      } else if (object.bytes.byteLength !== bytes) {
        wrong(`a thumbnail holds other bytes than its name promises: ${textOf(object.bytes)}`);
      }
    }
  };

  const noteLeft = (before: PhotoRecord | undefined, after: PhotoRecord | undefined): void => {
    const kept = new Set(after?.thumbnails.map(({versionId}) => versionId));

    for (const {versionId} of before?.thumbnails ?? []) {
      if (!kept.has(versionId)) {
        left.set(versionId, cloud.now().getTime());
      }
    }

    for (const versionId of kept) {
      left.delete(versionId);
    }
  };

  return {
    wrongs,
    left,
    get record() {
      return record;
    },
    get isGivenUp() {
      return isGivenUp;
    },
    get isUntold() {
      return told < changes;
    },
    get changes() {
      return changes;
    },
    told: (upTo) => {
      told = Math.max(told, upTo);
    },
    lost: (key, versionId) => {
      // What was refused or failed is shown nowhere: what its runs made may go.
      if (record && ['waiting', 'processing', 'ready'].includes(record.status)) {
        const since = left.get(versionId);

        if (record.thumbnails.some((thumbnail) => thumbnail.versionId === versionId)) {
          wrong(`a thumbnail was removed that the record names: ${key}`);
        } else if (since === undefined) {
          wrong(`a thumbnail was removed that no record named before: ${key}`);
        } else if (cloud.now().getTime() - since < dayMs - runMs) {
          wrong('a thumbnail was removed less than a day after the record had named it');
        }
      }
    },
    look: async (kind) => {
      const before = record;
      record = await readRecord(cloud.table, id);

      if (record && record.version !== before?.version) {
        checkWrite(before, record, kind);
        noteLeft(before, record);

        if (kind === 'run' && record.unannounced) {
          isGivenUp = false;
        }

        if (kind === 'sweep' && before?.remaking && !record.remaking) {
          isGivenUp = true;
        }
      } else if (before && !record) {
        wrong('a record is gone');
      }

      if (record?.status === 'ready') {
        checkReading(record);
      }

      if (seen(before) !== seen(record) && !(seen(record) === 'gone' && seen(before) === '')) {
        changes += 1;
      }
    },
    forget: () => {
      record = undefined;
    },
  };
};
