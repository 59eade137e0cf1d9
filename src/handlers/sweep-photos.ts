import * as z from 'zod/mini';
import {photoFiles} from '../adapters/photo-files.ts';
import {photoRuns} from '../adapters/photo-runs.ts';
import {photoTable} from '../adapters/photo-table.ts';
import {sweepPhotos} from '../domain/photo-sweeps.ts';
import {taskHandler} from '../lambda/task-handler.ts';

/** The schedule says nothing but that it is time. */
const input = z.unknown();

export const handler = taskHandler(input, () =>
  sweepPhotos({photos: photoTable, files: photoFiles, runs: photoRuns}, new Date()),
);
