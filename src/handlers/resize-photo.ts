import {originalBucket} from '../adapters/original-bucket.ts';
import {photoDecoder} from '../adapters/photo-decoder.ts';
import {photoLadder} from '../adapters/photo-ladder.ts';
import {photoTable} from '../adapters/photo-table.ts';
import {thumbnailBucket} from '../adapters/thumbnail-bucket.ts';
import {thumbnailer} from '../adapters/thumbnailer.ts';
import {upload} from '../domain/originals.ts';
import {resizePhoto} from '../domain/thumbnails.ts';
import {taskHandler} from '../lambda/task-handler.ts';

const adapters = {
  originals: originalBucket,
  decoder: photoDecoder,
  thumbnailer,
  thumbnails: thumbnailBucket,
  photos: photoTable,
};

export const handler = taskHandler(upload, (input) => resizePhoto(adapters, photoLadder(), input));
