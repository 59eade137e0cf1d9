import * as z from 'zod/mini';
import {photoFiles} from '../adapters/photo-files.ts';
import {photoTable} from '../adapters/photo-table.ts';
import {removePhoto} from '../domain/photo-removals.ts';
import {photoId} from '../domain/slugs.ts';
import {taskHandler} from '../lambda/task-handler.ts';

const input = z.strictObject({photoId});

export const handler = taskHandler(input, ({photoId: id}) =>
  removePhoto({photos: photoTable, files: photoFiles}, id, new Date()),
);
