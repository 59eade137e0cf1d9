// From what a function chose, and what has failed, to the origin that is asked.
import type {CloudFront} from './cloudfront.ts';
import type {Behavior, Distribution, OriginSettings} from './distribution.ts';
import {type Origin, origin} from './origin.ts';
import {deadOrigin, named, originGroup} from './origin-group.ts';
import {EdgeError} from './reply.ts';
import type {Choice} from './viewer-function.ts';

/** The region that an origin's id ends in; what names none is home's. */
const regionOf = (id: string, [home, ...others]: readonly [string, ...string[]]): string =>
  others.find((region) => id.endsWith(`-${region}`)) ?? home;

/** Picks the origin of one request; `deadRegion` is one that nobody reaches. */
export type Origins = (behavior: Behavior, choice: Choice | undefined, deadRegion: string | undefined) => Origin;

/**
 * The engine chooses no origin itself: where a function may choose, each origin is asked by a distribution of its own,
 * which forwards, and sets header policies, as the blog's does.
 */
export const readOrigins = async (
  endpoint: string,
  regions: readonly [string, ...string[]],
  distribution: Distribution,
  cloudFront: CloudFront,
): Promise<Origins> => {
  const engine = origin(endpoint, distribution.domainName);
  const choosing = distribution.behaviors.filter(({run, isSigned}) => run && !isSigned);
  const settings = [...distribution.origins.values()].filter(({bucket}) => choosing.length > 0 && !bucket);
  const byId = new Map(
    await Promise.all(
      settings.map(async ({id}) => [id, named(id, origin(endpoint, await cloudFront.domainNameOf(id)))] as const),
    ),
  );
  const settingsOf = (id: string): OriginSettings => {
    const known = distribution.origins.get(id);
    if (!known) throw new EdgeError(502, `expected one of the distribution's origins, got ${id}`);
    return known;
  };

  return (behavior, choice, deadRegion) => {
    const isDead = (id: string) => deadRegion !== undefined && regionOf(id, regions) === deadRegion;
    const one = (id: string): Origin => (isDead(id) ? deadOrigin(settingsOf(id)) : (byId.get(id) ?? engine));
    if (!choice) return one(behavior.originId);
    const [first, second] = choice.originIds.map((id) => one(settingsOf(id).id));
    if (!first) throw new EdgeError(502, 'expected a function that chooses an origin, got none');
    return second ? originGroup(first, second, choice.failoverStatuses) : first;
  };
};
