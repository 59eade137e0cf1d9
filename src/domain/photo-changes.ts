// What the author changes of a photo. A run makes a ready photo anew if it has to be, and tells the pages that show it.
import * as z from 'zod/mini';
import {BlogError} from './errors.ts';
import {expected} from './expected.ts';
import {lookedAfterAt, type PhotoRuns, undisturbedAt} from './photo-runs.ts';
import type {PhotoRecord, PhotoTable, Point} from './photos.ts';
import {authorPhotoView} from './pictures.ts';
import type {PhotoId} from './slugs.ts';
import {line} from './texts.ts';

const maxAttempts = 5;

/** As exact as a tenth of a pixel of the widest thumbnail, and short in writing. */
const share = z.pipe(
  z
    .number(expected('a number from 0 to 1'))
    .check(z.minimum(0, expected('a number from 0 to 1')), z.maximum(1, expected('a number from 0 to 1'))),
  z.transform((value) => Math.round(value * 10_000) / 10_000),
);

const point = z.strictObject(
  {x: share, y: share},
  expected('a point {x, y}, 0 to 1 from the left and from the top, or null'),
);

/** A part that is missing stays as it is; a focal point of `null` leaves the choice to the blog again (RFC 7396). */
export const photoChange = z
  .strictObject(
    {
      alt: z.optional(line('a description of what the photo shows', 500)),
      focalPoint: z.optional(z.nullable(point)),
    },
    expected('an object with alt, focalPoint or both'),
  )
  .check(z.refine((change) => Object.keys(change).length > 0, expected('alt, focalPoint or both')));
type PhotoChange = z.output<typeof photoChange>;

type Stores = {readonly photos: Pick<PhotoTable, 'readRecord' | 'replace'>; readonly runs: Pick<PhotoRuns, 'start'>};

/** `version` is the one that the author expects, if any. */
type Wish = {readonly id: PhotoId; readonly version?: number | undefined; readonly now: Date};

const missing = (id: PhotoId): BlogError => new BlogError('not-found', `expected a photo, got none, at ${id}`);

const expectVersion = (found: PhotoRecord | undefined, {id, version}: Wish): void => {
  if (version !== undefined && found?.version !== version)
    throw new BlogError(
      'version-conflict',
      `expected version ${version}, got ${found?.version ?? 'no photo'}, at ${id}`,
    );
};

const isSame = (one: Point | undefined, other: Point | undefined): boolean =>
  one?.x === other?.x && one?.y === other?.y;

const changed = (record: PhotoRecord, {alt = record.alt, focalPoint: wished}: PhotoChange): PhotoRecord => {
  const {focalPoint: before, ...rest} = record;
  const focalPoint = wished === undefined ? before : (wished ?? undefined);
  return {...rest, alt, ...(focalPoint && {focalPoint})};
};

/** What is due for a ready photo, counted from now: whoever shows it is told, and where its focal point moved it is made anew before. */
const withWork = (before: PhotoRecord, after: PhotoRecord, now: Date): PhotoRecord => {
  if (after.status !== 'ready') return after;
  const {attempts, ...rest} = after;
  const isMoved = !isSame(after.focalPoint, before.focalPoint);
  return {...rest, ...(isMoved && {remaking: true}), unannounced: true, dueAt: lookedAfterAt(now)};
};

/** Writes what `change` makes of the record, again if somebody else was quicker; answers it as it is kept then. */
const rewrite = async (
  {photos}: Stores,
  wish: Wish,
  change: (record: PhotoRecord) => PhotoRecord | undefined,
): Promise<PhotoRecord | undefined> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const record = await photos.readRecord(wish.id);
    const found = record?.status === 'deleted' ? undefined : record;
    expectVersion(found, wish);
    if (!record) return undefined;
    const next = change(record);
    if (!next) return record;
    const kept = await photos.replace(record, next, wish.now);
    if (kept) return kept;
  }
  throw new BlogError(
    'version-conflict',
    `expected a photo that rests for a moment, got changes all the time, at ${wish.id}`,
  );
};

/** The photo as it will be shown; its crops follow within seconds. Saying the same again starts again what did not start. */
export const changePhoto = async (stores: Stores, wish: Wish & {readonly change: PhotoChange}) => {
  const record = await rewrite(stores, wish, (before) => {
    if (before.status === 'deleted') return undefined;
    const after = changed(before, wish.change);
    const isChange = after.alt !== before.alt || !isSame(after.focalPoint, before.focalPoint);
    return isChange ? withWork(before, after, wish.now) : undefined;
  });
  if (!record || record.status === 'deleted') throw missing(wish.id);
  if (record.remaking) await stores.runs.start({photoId: wish.id});
  else if (record.unannounced) await stores.runs.start({photoId: wish.id, announce: true});
  return authorPhotoView(record);
};

const tombstone = ({id, contentType, bytes, version, createdAt, updatedAt}: PhotoRecord, now: Date): PhotoRecord => ({
  ...{id, status: 'deleted', alt: '', contentType, bytes, version, createdAt, updatedAt, thumbnails: []},
  dueAt: lookedAfterAt(now),
  settledAt: undisturbedAt(now),
});

/**
 * Deletes the photo at `version`, or at whatever version it has. It is in no list from then on; its files and whatever shows it go by a run. A
 * photo that is not there is a success, since a repeated request must not fail where the first did not, unless a version was expected of it.
 */
export const deletePhoto = async (stores: Stores, wish: Wish): Promise<void> => {
  const record = await rewrite(stores, wish, (before) =>
    before.status === 'deleted' ? undefined : tombstone(before, wish.now),
  );
  if (record) await stores.runs.start({photoId: wish.id});
};
