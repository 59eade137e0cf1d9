// Which edits of a stateful resource take something away from its data.

import {type Difference, pathText} from './edits.ts';

/** What happens to data, and what it is about: a path, or the id of the resource that starts empty. */
export type Risk = {
  readonly kind: 'deleted' | 'left-behind' | 'unprotected' | 'expires-sooner';
  readonly about: string;
};

export const keeping: readonly unknown[] = ['Retain', 'RetainExceptOnCreate', 'Snapshot'];

const switches: readonly (string | undefined)[] = ['DeletionProtectionEnabled', 'PointInTimeRecoveryEnabled'];

/** How long things are kept where nothing is said. */
const keptWithout: ReadonlyMap<string | undefined, number> = new Map([
  ['ExpirationInDays', Number.POSITIVE_INFINITY],
  ['NoncurrentDays', Number.POSITIVE_INFINITY],
  ['MessageRetentionPeriod', 345_600],
]);

export const riskOf = ({path, before, after}: Difference): readonly Risk[] => {
  const key = path.at(-1);
  const about = pathText(path);
  const wasKept = key === 'DeletionPolicy' || key === 'UpdateReplacePolicy' ? keeping.includes(before) : false;
  const kept = keptWithout.get(key);

  if (
    (wasKept && !keeping.includes(after)) ||
    (switches.includes(key) && before === true && after !== true) ||
    (path.includes('VersioningConfiguration') && before === 'Enabled' && after !== 'Enabled')
  ) {
    return [{kind: 'unprotected', about}];
  }

  const endsSooner = kept !== undefined && typeof after === 'number' && after < Number(before ?? kept);
  const startsToForget = path.includes('TimeToLiveSpecification') && after !== undefined && after !== false;

  return endsSooner || startsToForget ? [{kind: 'expires-sooner', about}] : [];
};
