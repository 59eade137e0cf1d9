import type {LinkPurpose, readLink} from '../../src/domain/links.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {genuine, isGenuine, keys, now, purposes} from './link-world.ts';
import {mutations} from './mutations.ts';

/** As the product's `readLink`. */
export type Reader = typeof readLink;

export type Forgeries = {
  readonly tried: number;
  /** By the kind of mutation. */
  readonly triedOf: ReadonlyMap<string, number>;
  readonly accepted: readonly {readonly kind: string; readonly token: string; readonly as: LinkPurpose}[];
};

const kinds = Object.entries(mutations);

/** A token that was mailed like this, and for this purpose, is no forgery, whatever it was made of. */
export const acceptedAs = (read: Reader, token: string): LinkPurpose | undefined =>
  purposes.find((purpose) => !isGenuine(token, purpose) && 'id' in read(keys, purpose, token, now));

/** Every kind of mutation in turn, of links by chance; each token is tried for every purpose. */
export const forge = (
  read: Reader,
  chance: Chance,
  count: number,
  told: (tried: number) => void = () => {},
): Forgeries => {
  const triedOf = new Map<string, number>();
  const accepted: {kind: string; token: string; as: LinkPurpose}[] = [];
  for (let tried = 0, turn = 0; tried < count; turn++) {
    const [kind, mutate] = kinds[turn % kinds.length] as (typeof kinds)[number];
    const link = chance.pick(genuine);
    const token = mutate(link, chance);
    // Chance may choose what was there before: that is no mutation.
    if (purposes.some((purpose) => isGenuine(token, purpose))) continue;
    tried += 1;
    triedOf.set(kind, (triedOf.get(kind) ?? 0) + 1);
    const as = acceptedAs(read, token);
    if (as) accepted.push({kind, token, as});
    told(tried);
  }
  return {tried: count, triedOf, accepted};
};

/** Links as they were mailed, tried for what they were not mailed for. */
export const misuse = (read: Reader): Forgeries['accepted'] =>
  genuine.flatMap(({token}) => {
    const as = acceptedAs(read, token);
    return as ? [{kind: 'a link as it is, for another purpose', token, as}] : [];
  });

/** Links that are good, and are refused. */
export const refused = (read: Reader): number =>
  genuine.filter(({token, purpose, id}) => {
    const link = read(keys, purpose, token, now);
    return !('id' in link) || link.id !== id;
  }).length;
