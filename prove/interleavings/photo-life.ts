// One photo, what is about to happen to it, and the steps that everybody takes. Who goes first, and how long a step takes, is the owner's.

import {type Ladder, ladderDigest} from '../../src/domain/ladder.ts';
import {neverLookedAfter} from '../../src/domain/photo-runs.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import type {Cloud} from './cloud.ts';
import {type PhotoWatch, readRecord} from './photo-watch.ts';
import {type PictureName, pictureFiles} from './plain-pictures.ts';
import type {ActorKind, Gate} from './scheduler.ts';

export type UploadEvent = {readonly key: string; readonly etag: string; readonly size: number};

export type Life = {
  readonly cloud: Cloud;
  readonly id: PhotoId;
  readonly watch: PhotoWatch;
  readonly createdAt: Date;
  /** The events of its uploads, whether they came or not. */
  readonly events: UploadEvent[];
  readonly trace: string[];
  steps: number;
  /** Opens one of the gates, or does something worse. */
  step(gates: readonly Gate[]): Promise<void>;
};

const minuteMs = 60_000;
const requestLimitMs = 29_000;
const sweepLimitMs = 240_000;
const remakeLimitMs = 3600_000;
const ticketMs = 300_000;
const maxSteps = 4000;
const maxSweeps = 60;

export const ladders: readonly [Ladder, ...Ladder[]] = [
  {avifWidthsPx: [16], jpegWidthsPx: [16, 32], squarePx: 12, animated: false},
  {avifWidthsPx: [16, 24], jpegWidthsPx: [16], squarePx: 12, animated: false},
  {avifWidthsPx: [20], jpegWidthsPx: [20], squarePx: 10, animated: false},
];

export const note = ({cloud, watch, trace, steps}: Life, words: string): void => {
  const {status = 'no record', version = 0, run = '', remaking} = watch.record ?? {};
  const at = cloud.now().toISOString().slice(5, 23).replace('T', ' ');
  trace.push(
    `${String(steps).padStart(4)} ${at}  ${words} → ${status}${remaking ? ', remaking' : ''} v${version} ${run}`,
  );
};

/** Lets everybody come to a gate and looks at what has become of the photo. `kind` is whose step it was. */
export const look = async ({cloud, watch}: Life, kind?: ActorKind): Promise<void> => {
  await cloud.scheduler.settle();
  await watch.look(kind);
};

const begin = async (
  life: Life,
  [kind, name, limitMs]: readonly [ActorKind, string, number],
  work: (now: Date) => Promise<unknown>,
): Promise<void> => {
  life.cloud.begin(kind, name, limitMs, work);
  await look(life);
};

export const create = (life: Life): Promise<void> => {
  const {product, stores} = life.cloud;
  const uploads = {sign: async () => ({method: 'POST', url: '/', fields: {}}) as const};
  const body = {contentType: 'image/png', bytes: 12, alt: 'A boat'} as const;

  return begin(life, ['author', 'create', requestLimitMs], (now) =>
    product.useCases.createPhoto({photos: stores.photos, uploads}, {id: life.id, body, animated: false, now}),
  );
};

/** Uses the ticket, if it is still good. */
export const upload = ({cloud, id, createdAt, events}: Life, name: PictureName): UploadEvent | undefined => {
  if (cloud.now().getTime() - createdAt.getTime() > ticketMs) {
    return undefined;
  }

  const key = `uploads/${id}`;
  const bytes = pictureFiles[name];
  const event = {key, etag: cloud.uploads.put(key, bytes).etag, size: bytes.byteLength};
  events.push(event);

  return event;
};

export const deliver = (life: Life, event: UploadEvent): Promise<void> => {
  life.cloud.startRun({detail: {object: event}});

  return look(life);
};

export const change = (
  life: Life,
  wish: {readonly alt?: string; readonly focalPoint?: {x: number; y: number} | null},
): Promise<void> => {
  const {product, stores} = life.cloud;

  return begin(life, ['author', 'change', requestLimitMs], (now) =>
    product.useCases.changePhoto(stores, {id: life.id, now, change: wish}),
  );
};

export const remove = (life: Life): Promise<void> => {
  const {product, stores} = life.cloud;

  return begin(life, ['author', 'delete', requestLimitMs], (now) =>
    product.useCases.deletePhoto(stores, {id: life.id, now}),
  );
};

export const sweep = (life: Life): Promise<void> => {
  const {product, stores} = life.cloud;

  return begin(life, ['sweep', 'sweep', sweepLimitMs], (now) => product.useCases.sweepPhotos(stores, now));
};

/** As `npm run remake`: starts a run for the photo unless it was made by today's ladder. */
export const remake = (life: Life): Promise<void> =>
  begin(life, ['remake', 'remake', remakeLimitMs], async () => {
    const {cloud, id} = life;
    const record = await cloud.stores.photos.readRecord(id);

    if (record?.status === 'ready' && record.ladder !== ladderDigest(cloud.ladder)) {
      await cloud.stores.runs.start({photoId: id});
    }
  });

export const wait = async (life: Life, milliseconds: number): Promise<void> => {
  life.cloud.wait(milliseconds);
  await look(life);
};

/** Takes steps until nobody waits at a gate, and no announcement for somebody. @throws if that never comes. */
export const run = async (life: Life): Promise<void> => {
  const {cloud} = life;

  for (;;) {
    if (cloud.scheduler.gates.length === 0) {
      for (const message of cloud.announcements.waiting()) {
        cloud.announcements.receive(message);
      }

      await cloud.scheduler.settle();
    }

    if (cloud.scheduler.gates.length === 0) {
      return;
    }

    life.steps += 1;

    if (life.steps > maxSteps) {
      throw new Error(`expected an end within ${maxSteps} steps, got none`);
    }

    await life.step(cloud.scheduler.gates);
  }
};

/** Sweeps, as time goes on, until nothing is due. @throws if that never comes. */
export const sweepUntilQuiet = async (life: Life): Promise<void> => {
  const {cloud, id} = life;

  for (let sweeps = 0; sweeps < maxSweeps; sweeps += 1) {
    const record = await readRecord(cloud.table, id);
    const isLost = (record?.status ?? 'waiting') === 'waiting' && cloud.uploads.current(`uploads/${id}`);
    const isBehind = record?.status === 'ready' && record.ladder !== ladderDigest(cloud.ladder);

    const isDue = record?.dueAt !== undefined && record.dueAt !== neverLookedAfter;

    if (!isDue && !isLost && !isBehind) {
      return;
    }

    const untilDueMs = isDue ? Date.parse(record.dueAt) - cloud.now().getTime() : 0;
    await wait(life, Math.max(11 * minuteMs, untilDueMs + 1));

    if (isBehind && !isDue) {
      await remake(life);
    }

    await sweep(life);
    await run(life);
  }

  throw new Error(`expected a photo that is not due any more after ${maxSweeps} sweeps, got one that is`);
};
