// Reads the files that the templates refer to or carry.

import {readFile} from 'node:fs/promises';
import {type Sources, workflowPaths} from './generate.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

export const readSources = async (): Promise<Sources> => {
  const [photosWorkflow, newPostMailWorkflow, viewerRequest, nearestRegion, uploadsOnly] = await Promise.all([
    read(workflowPaths.photosWorkflow),
    read(workflowPaths.newPostMailWorkflow),
    read('generator/functions/viewer-request.js'),
    read('generator/functions/nearest-region.js'),
    read('generator/functions/uploads-only.js'),
  ]);

  return {photosWorkflow, newPostMailWorkflow, edgeCode: {viewerRequest, nearestRegion, uploadsOnly}};
};
