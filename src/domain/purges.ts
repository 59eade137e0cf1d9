// What the edge must forget when something changes, and how it is told for certain: the pages to be written are noted before the
// first write and the note is dropped after the purge, so that whoever comes after a crash finishes the work.
import {keyFolders, nameInKey, pathOf} from './site-files.ts';
import type {PhotoId, Slug} from './slugs.ts';

export type EdgeCache = {purge(paths: readonly string[]): Promise<void>};

export type PurgeNote = {readonly id: string; readonly paths: readonly string[]; readonly notedAt: Date};

/** A note outlives the function that wrote it. */
export type PurgeJournal = {
  note(paths: readonly string[]): Promise<string>;
  read(): Promise<readonly PurgeNote[]>;
  forget(ids: readonly string[]): Promise<void>;
};

export const everything = '/*';
export const listApiPaths = ['/api/posts', '/api/posts?*'] as const;
export const postApiPath = (slug: Slug | string): string => `/api/posts/${slug}`;
export const photoApiPath = (id: PhotoId): string => `/api/photos/${id}`;
export const photoFilesPath = (id: PhotoId): string => `/photos/${id}/*`;

/** A page in a folder is kept under the reader's address and the rewritten one: one wildcard covers both. */
export const purgePathsOf = (key: string): readonly string[] => {
  const path = pathOf(key);
  const slug = nameInKey(keyFolders.posts, key);
  if (slug) return [`${path}*`, postApiPath(slug)];
  if (path === '/') return ['/', '/index.html'];
  return [path.endsWith('/') ? `${path}*` : path];
};

/**
 * A folder in which more than this changes is purged whole: each path costs, and CloudFront refuses more than 15 wildcards in
 * progress at once.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/InvalidationLimits.html
 */
const maxPathsInFolder = 4;

const purgedFolders = [...Object.values(keyFolders).map((folder) => `/${folder}`), postApiPath('')];

export const fewestPaths = (paths: Iterable<string>): readonly string[] => {
  const all = new Set(paths);
  if (all.has(everything)) return [everything];
  for (const folder of purgedFolders) {
    const inFolder = [...all].filter((path) => path.startsWith(folder));
    if (inFolder.length <= maxPathsInFolder) continue;
    for (const path of inFolder) all.delete(path);
    all.add(`${folder}*`);
  }
  return [...all].sort();
};

/** The longest that a function can live: an older note has no writer that could still be at work. */
const maxFunctionMs = 15 * 60 * 1000;

export type Purge = {
  /** Must return before the first of these changes. */
  note(paths: readonly string[]): Promise<void>;
  /** Purges what is noted, by this run or by one that did not come so far, and `paths`; nothing at all if there is nothing. */
  finish(paths: readonly string[], now: Date): Promise<void>;
};

export const startPurge = ({journal, edge}: {journal: PurgeJournal; edge: EdgeCache}): Purge => {
  const own = new Set<string>();
  return {
    note: async (paths) => {
      own.add(await journal.note(paths));
    },
    finish: async (paths, now) => {
      const notes = await journal.read();
      const due = fewestPaths([...paths, ...notes.flatMap((note) => note.paths)]);
      if (due.length > 0) await edge.purge(due);
      const isDone = ({id, notedAt}: PurgeNote) => own.has(id) || now.getTime() - notedAt.getTime() > maxFunctionMs;
      await journal.forget(notes.filter(isDone).map(({id}) => id));
    },
  };
};
