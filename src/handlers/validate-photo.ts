import {originalBucket} from '../adapters/original-bucket.ts';
import {photoDecoder} from '../adapters/photo-decoder.ts';
import {photoLadder} from '../adapters/photo-ladder.ts';
import {upload, validatePhoto} from '../domain/originals.ts';
import {taskHandler} from '../lambda/task-handler.ts';

export const handler = taskHandler(upload, (input) =>
  validatePhoto(originalBucket, photoDecoder, photoLadder(), input),
);
