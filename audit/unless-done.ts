// Long work that is done once for each key, as a file remembers.

import {readFile, writeFile} from 'node:fs/promises';

/** Does the work unless it ended well with this key before. */
export const unlessDone = async (stampFile: string, key: string, work: () => Promise<void>): Promise<void> => {
  if ((await readFile(stampFile, 'utf8').catch(() => undefined)) === key) {
    return;
  }

  await work();
  await writeFile(stampFile, key);
};
