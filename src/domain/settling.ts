// How files of the site bucket are made equal to what the tables say while others do the same.
import {inParallel} from './in-parallel.ts';
import {digestOf, type SiteFile} from './site-files.ts';

/** A stored file without its text. `digest` as `digestOf` makes it. */
export type StoredFile = Pick<SiteFile, 'contentType' | 'cacheControl'> & {
  readonly etag: string;
  readonly digest: string;
};

/** Writes answer whether they happened: only if what is stored is still `stored`, where `undefined` means nothing. */
export type SiteBucket = {
  head(key: string): Promise<StoredFile | undefined>;
  keysIn(folder: string): Promise<readonly string[]>;
  put(file: SiteFile, stored: StoredFile | undefined): Promise<boolean>;
  remove(key: string, stored: StoredFile): Promise<boolean>;
};

/** A key that is missing here must be missing in the bucket. */
export type Wanted = ReadonlyMap<string, SiteFile>;

const filesAtOnce = 16;
const maxPasses = 12;

const isSettled = (stored: StoredFile | undefined, file: SiteFile | undefined): boolean =>
  stored?.digest === (file && digestOf(file.text)) &&
  stored?.contentType === file?.contentType &&
  stored?.cacheControl === file?.cacheControl;

/**
 * Brings `keys`, and whatever else `wanted` names, to what `wanted` reads from the tables; `note` learns the keys that are about
 * to change. A pass looks at the bucket first and reads the tables after, so that a write which is not refused holds what the
 * tables said after the last write before it. The last pass finds nothing to write: whoever overtook us since our reading, and
 * found nothing to do yet, is caught up with.
 */
export const settle = async (
  bucket: SiteBucket,
  note: (keys: readonly string[]) => Promise<void>,
  keys: readonly string[],
  wanted: () => Promise<Wanted>,
): Promise<void> => {
  const known = new Set(keys);
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const looked = [...known];
    const heads = await inParallel(looked, filesAtOnce, (key) => bucket.head(key));
    const stored = new Map(looked.map((key, index) => [key, heads[index]]));
    const files = await wanted();
    for (const key of files.keys()) known.add(key);
    const changing = [...known].filter((key) => !isSettled(stored.get(key), files.get(key)));
    if (changing.length === 0) return;
    await note(changing);
    await inParallel(changing, filesAtOnce, async (key) => {
      const [before, file] = [stored.get(key), files.get(key)];
      if (file) await bucket.put(file, before);
      else if (before) await bucket.remove(key, before);
    });
  }
  throw new Error(`expected ${keys.join(', ')} to settle within ${maxPasses} passes: others keep changing them`);
};
