// The workflow's functions, as their handlers make them of the use cases, and what can happen to a call of one.

import * as z from 'zod/mini';
import {originalBucket} from '../../src/adapters/original-bucket.ts';
import type {photoFiles} from '../../src/adapters/photo-files.ts';
import {photoTable} from '../../src/adapters/photo-table.ts';
import {thumbnailBucket} from '../../src/adapters/thumbnail-bucket.ts';
import type {Ladder} from '../../src/domain/ladder.ts';
import {upload} from '../../src/domain/originals.ts';
import type {PhotoRuns} from '../../src/domain/photo-runs.ts';
import {type PhotoId, photoId} from '../../src/domain/slugs.ts';
import type {UseCases} from './cloud.ts';
import {TaskError} from './machine-walker.ts';
import {plainDecoder, plainThumbnailer} from './plain-pictures.ts';
import type {Actor} from './scheduler.ts';

export type Stores = {
  readonly photos: typeof photoTable;
  readonly files: typeof photoFiles;
  readonly runs: PhotoRuns;
};

/** A function that is at work for a run. */
export type Invocation = {
  readonly actor: Actor;
  /** The run gets this error now; the function goes on unless it is killed too. */
  fail(error: string): void;
  /** The run gets this error once the function has done its work. */
  loseReply(error: string): void;
};

export type Functions = Readonly<Record<string, (payload: unknown) => Promise<unknown>>>;

export const photoFunctions = (
  useCases: UseCases,
  stores: Stores,
  {ladder, now}: {readonly ladder: () => Ladder; readonly now: () => Date},
): Functions => ({
  ValidatePhoto: (payload) => useCases.validatePhoto(originalBucket, plainDecoder, ladder(), z.parse(upload, payload)),

  ResizePhoto: (payload) =>
    useCases.resizePhoto(
      {
        originals: originalBucket,
        decoder: plainDecoder,
        thumbnailer: plainThumbnailer,
        thumbnails: thumbnailBucket,
        photos: photoTable,
      },
      ladder(),
      z.parse(upload, payload),
    ),

  RemovePhoto: (payload) => {
    const removePhoto: (stores: Stores, id: PhotoId, now: Date) => Promise<unknown> = useCases.removePhoto;

    return removePhoto(stores, z.parse(z.strictObject({photoId}), payload).photoId, now());
  },
});

/** Calls a function as Step Functions does. `start` starts it as an actor; `invocations` has it while it works. */
export const invoke = (
  work: () => Promise<unknown>,
  start: (work: () => Promise<void>) => Actor,
  invocations: Set<Invocation>,
): Promise<unknown> =>
  new Promise((answer, fail) => {
    let lost: string | undefined;

    const end = (tell: () => void): void => {
      invocations.delete(invocation);

      if (lost === undefined) {
        tell();
      } else {
        fail(new TaskError(lost, 'the reply was lost'));
      }
    };

    const actor = start(() =>
      work().then(
        (result) => end(() => answer({StatusCode: 200, Payload: JSON.parse(JSON.stringify(result))})),
        (error: Error) => end(() => fail(new TaskError(error.name, error.message))),
      ),
    );

    const invocation: Invocation = {
      actor,
      fail: (error) => {
        invocations.delete(invocation);
        fail(new TaskError(error, 'the function did not answer'));
      },
      loseReply: (error) => {
        lost = error;
      },
    };

    invocations.add(invocation);
  });
