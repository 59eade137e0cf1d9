// Pure: whether a real run did what the model says of it.

import type {PhotoCounts} from './cost-counts.ts';

/** What the model derives for a photo, from the state machine and the ladder. */
export type Expected = {readonly states: readonly string[]; readonly thumbnails: number};

const isThumbnail = (key: string): boolean => key.startsWith('photos/');

/** A sentence for each difference. */
export const differences = (counts: PhotoCounts, {states, thumbnails}: Expected): readonly string[] => {
  const put = counts.puts.filter(isThumbnail).length;
  const others = counts.puts.length - put;

  return [
    ...(counts.states.join() === states.join()
      ? []
      : [
          `expected ${states.length} states (${states.join(', ')}), got ${counts.states.length} (${counts.states.join(', ')})`,
        ]),
    ...(put === thumbnails ? [] : [`expected ${thumbnails} thumbnails to be put, as the ladder has it, got ${put}`]),
    ...(others === 1 ? [] : [`expected one more PUT, of the original, got ${others}`]),
    ...(counts.gets === 2 ? [] : [`expected the file to be read twice, got ${counts.gets} times`]),
  ].map((difference) => `${counts.name}: ${difference}`);
};
