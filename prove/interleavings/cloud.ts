// What the photo workflow runs in: its table, buckets, functions and engine, each of whose calls waits at a gate.

import {photoFiles} from '../../src/adapters/photo-files.ts';
import {photoTable} from '../../src/adapters/photo-table.ts';
import type {Ladder} from '../../src/domain/ladder.ts';
import {validatePhoto} from '../../src/domain/originals.ts';
import {followPhoto} from '../../src/domain/photo-announcements.ts';
import {changePhoto, deletePhoto} from '../../src/domain/photo-changes.ts';
import {removePhoto} from '../../src/domain/photo-removals.ts';
import {sweepPhotos} from '../../src/domain/photo-sweeps.ts';
import {createPhoto} from '../../src/domain/photo-tickets.ts';
import {resizePhoto} from '../../src/domain/thumbnails.ts';
import type {Machine} from '../../test/statemachines/asl.ts';
import {type AnnouncementQueue, announcementQueue} from './announcement-queue.ts';
import {bindClients} from './clients.ts';
import {type Outcome, walk} from './machine-walker.ts';
import {type MemoryBucket, memoryBucket} from './memory-buckets.ts';
import type {MemoryTable} from './memory-table.ts';
import {type Invocation, photoFunctions, type Stores} from './photo-functions.ts';
import {photoTasks} from './photo-tasks.ts';
import {plainSite} from './plain-site.ts';
import {type Actor, type ActorKind, createScheduler, currentActor, type Scheduler} from './scheduler.ts';

export const useCases = {
  createPhoto,
  changePhoto,
  deletePhoto,
  validatePhoto,
  resizePhoto,
  removePhoto,
  sweepPhotos,
  followPhoto,
};
export type UseCases = typeof useCases;

/** What is proved: the document and the use cases, as they are or with a part taken away. */
export type Product = {readonly machine: Machine; readonly useCases: UseCases};

type Run = {readonly name: string; readonly input: unknown; readonly actor: Actor; outcome?: Outcome};

export type Cloud = {
  readonly product: Product;
  readonly scheduler: Scheduler;
  readonly table: MemoryTable;
  readonly uploads: MemoryBucket;
  readonly thumbnails: MemoryBucket;
  readonly stores: Stores;
  readonly runs: ReadonlyMap<string, Run>;
  readonly invocations: ReadonlySet<Invocation>;
  readonly announcements: AnnouncementQueue;
  /** Starts what is no run. Its failure is its own. */
  begin(kind: ActorKind, name: string, limitMs: number, work: (now: Date) => Promise<unknown>): Actor;
  /** Starts a run, as EventBridge does. */
  startRun(input: unknown): Run;
  /** Moves the clock; who lives longer than it may is ended. */
  wait(milliseconds: number): void;
  now(): Date;
  /** Mistakes of the product's own, which it may have lived with. */
  readonly surprises: readonly string[];
  ladder: Ladder;
};

type CloudOptions = {
  readonly product: Product;
  readonly table: MemoryTable;
  readonly workflow: 'standard' | 'express';
  readonly ladder: Ladder;
  readonly startsAt: Date;
  /** Of an actor, from above 0 to 1. */
  readonly pace: () => number;
  /** Whether entering a state is a step of its own. */
  readonly stopsAtStates: boolean;
  readonly removedThumbnail: (key: string, versionId: string) => void;
  /** Which state of the photo readers would see now: a higher one is later. */
  readonly seen: () => number;
  /** The edge has forgotten what it had of the photo before this state. */
  readonly told: (seen: number) => void;
};

/** As the template sets them. */
const functionLimitsMs: Readonly<Record<string, number>> = {
  ValidatePhoto: 10_000,
  ResizePhoto: 10_000,
  RemovePhoto: 60_000,
};

const expressLimitMs = 300_000;
const consumerLimitMs = 60_000;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Errors that no service answers unless it was asked wrongly. */
const mistakes = /^(Type|Reference|Range|Syntax|\$?Zod)Error$|ValidationException$/;

export const createCloud = (options: CloudOptions): Cloud => {
  const {product, table, workflow} = options;
  const scheduler = createScheduler();
  const runs = new Map<string, Run>();
  const invocations = new Set<Invocation>();
  const surprises: string[] = [];
  let [time, versions, names] = [options.startsAt.getTime(), 0, 0];

  const now = () => new Date(time);
  const millis = () => time;
  const surprise = (where: string, error: unknown): void => {
    if (mistakes.test((error as Error).name)) {
      surprises.push(`${where}: ${(error as Error).name}: ${(error as Error).message}`);
    }
  };
  const nextVersion = () => {
    versions += 1;

    return `version-${versions}`;
  };
  const uploads = memoryBucket(millis, nextVersion);
  const thumbnails = memoryBucket(millis, nextVersion, options.removedThumbnail);
  bindClients(scheduler, {table, uploads, thumbnails});

  const actorNamed = (kind: ActorKind, name: string, limitMs: number) => {
    names += 1;

    return {kind, name: `${name}-${names}`, limitMs, startedAt: time, pace: options.pace()};
  };

  const announcements = announcementQueue(
    (work) => scheduler.start(actorNamed('consumer', 'RenderPhotoPages', consumerLimitMs), work),
    (id) => {
      const site = plainSite(scheduler, options.seen, options.told);

      return product.useCases.followPhoto({site, photos: photoTable}, id, now());
    },
    (error) => surprise('RenderPhotoPages', error),
  );

  const startFunction = (name: string, work: () => Promise<void>): Actor =>
    scheduler.start(actorNamed('function', name, functionLimitsMs[name] ?? 0), work);

  const startRun = (input: unknown): Run => {
    const name = `run-${runs.size + 1}`;
    const limitMs = workflow === 'express' ? expressLimitMs : (product.machine.TimeoutSeconds ?? 0) * 1000;
    const work = async () => {
      try {
        run.outcome = await walk(product.machine, {name, input}, tasks);
      } catch (error) {
        surprises.push(`${name}: ${(error as Error).stack}`);
      }
    };
    // The run is known before it takes its first step.
    const run: Run = {
      name,
      input,
      get actor() {
        return actor;
      },
    };
    runs.set(name, run);
    const actor: Actor = scheduler.start({...actorNamed('run', name, limitMs), name}, work);

    return run;
  };

  const stores: Stores = {
    photos: photoTable,
    files: photoFiles,
    runs: {
      start: (input) =>
        currentActor().scheduler.pass('start run', async () => {
          startRun(plain(input));
        }),
      isRunning: (run) =>
        currentActor().scheduler.pass(
          'describe run',
          async () => workflow === 'standard' && runs.get(run)?.actor.state === 'alive',
        ),
    },
  };

  const tasks = photoTasks({
    ...{scheduler, table, announcements, now, surprise, startFunction, invocations},
    stopsAtStates: options.stopsAtStates,
    functions: photoFunctions(product.useCases, stores, {ladder: () => cloud.ladder, now}),
  });

  const cloud: Cloud = {
    product,
    scheduler,
    table,
    uploads,
    thumbnails,
    stores,
    runs,
    invocations,
    surprises,
    now,
    announcements,
    begin: (kind, name, limitMs, work) =>
      scheduler.start(actorNamed(kind, name, limitMs), () =>
        work(now()).then(
          () => {},
          (error: unknown) => {
            for (const one of error instanceof AggregateError ? error.errors : [error]) {
              surprise(name, one);
            }
          },
        ),
      ),
    startRun,
    wait: (milliseconds) => {
      time += milliseconds;

      for (const actor of scheduler.actors) {
        if (time - actor.startedAt > actor.limitMs) {
          scheduler.kill(actor);

          for (const invocation of [...invocations]) {
            if (invocation.actor === actor) {
              invocation.fail('Sandbox.Timedout');
            }
          }
        }
      }
    },
    ladder: options.ladder,
  };

  return cloud;
};
