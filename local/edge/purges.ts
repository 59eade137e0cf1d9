import {unescape as decode} from 'node:querystring';
import type {CloudFront} from './cloudfront.ts';
import {isUnreachable} from './unreachable.ts';

/** Whether a purge of this path drops what is kept under the url; a trailing `*` stands for any characters. */
export const isPurgedBy = (path: string, url: string): boolean => {
  const [wanted, kept] = [decode(path.replace(/^\/?/, '/')), decode(url)];
  return wanted.endsWith('*') ? kept.startsWith(wanted.slice(0, -1)) : kept === wanted;
};

/** Runs the task so that each caller waits for a run that began after its call; callers during a run share the next one. */
const afterEachCall = (task: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    running = task().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return begin();
    next ??= running.catch(() => {}).then(begin);
    return next;
  };
};

/**
 * Watches the distribution's invalidations. The returned function resolves once every purge that was accepted before
 * its call has been handed to `purge`; those from before the watch are none of its business.
 */
export const watchPurges = async (
  {invalidationIds, invalidationPaths}: Pick<CloudFront, 'invalidationIds' | 'invalidationPaths'>,
  purge: (paths: readonly string[]) => void,
): Promise<() => Promise<void>> => {
  const known = new Set(await invalidationIds());
  const readNew = async (): Promise<void> => {
    for (const id of await invalidationIds()) {
      if (known.has(id)) continue;
      purge(await invalidationPaths(id));
      known.add(id);
    }
  };
  return afterEachCall(() =>
    readNew().catch((error: unknown) => {
      // Where nobody answers, nobody has accepted a purge either: what is kept may still be served.
      if (!isUnreachable(error)) throw error;
    }),
  );
};
