import {isBeginning, matches, mayMatch, notBefore, pinned, type RunFilter} from './run-filter.ts';
import type {Run} from './run-history.ts';
import type {RunSource} from './run-source.ts';

/** How many runs are looked at for those that match. */
const lookBack = 1000;

export type FoundRuns = {
  readonly found: number;
  /** What the owner should know of what was not found. */
  readonly note?: string;
  /** The filter, with the whole id once a photo is known by the beginning of it. */
  readonly filter: RunFilter;
};

/** Tells the newest runs that match, at most `limit`. Throws a UserError if several photos' ids begin as the filter says. */
export const tellNewest = async (
  source: Pick<RunSource, 'newest'>,
  {filter, limit}: {readonly filter: RunFilter; readonly limit: number},
  tell: (run: Run) => void,
): Promise<FoundRuns> => {
  const oldest = notBefore(filter);
  const found: Run[] = [];
  let lookedAt = 0;
  let isCut = false;
  for await (const listed of source.newest()) {
    const isYoung = listed.startedAt >= oldest;
    const run = isYoung && mayMatch(filter, listed) ? await listed.read() : undefined;
    if (run && matches(filter, run)) {
      found.push(run);
      if (!isBeginning(filter)) tell(run);
    }
    // The beginning of an id may be another photo's too, so all that begin so are looked for.
    if (found.length === limit && !isBeginning(filter)) break;
    lookedAt += 1;
    isCut = lookedAt === lookBack && isYoung;
    if (lookedAt === lookBack) break;
  }
  const onePhoto = pinned(filter, found);
  const told = found.slice(0, limit);
  if (isBeginning(filter)) for (const run of told) tell(run);
  return {
    found: told.length,
    filter: onePhoto,
    ...(isCut && {note: `looked at the newest ${lookBack} runs, and no further`}),
  };
};
