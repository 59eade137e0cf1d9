// Serves from memory what may be served, asks the origin for the rest, and forgets what is purged. Knows no sockets.
import type {IncomingHttpHeaders} from 'node:http';
import {LRUCache} from 'lru-cache';
import type {CacheKey} from './cache-key.ts';
import type {CloudFront} from './cloudfront.ts';
import {
  confirmed,
  hit,
  isFresh,
  type Kept,
  mayServeOnError,
  mayServeWhileAsking,
  type Result,
  type Served,
  validatorsOf,
} from './kept.ts';
import type {Lifetime} from './lifetimes.ts';
import type {Answer} from './origin.ts';
import {isPurgedBy, watchPurges} from './purges.ts';

export type Lookup = CacheKey & {
  readonly ask: (validators: IncomingHttpHeaders) => Promise<Answer>;
  readonly isCollapsible: boolean;
  readonly lifetimeOf: (answer: Pick<Answer, 'status' | 'headers'>, nowMs: number) => Lifetime | undefined;
};

/** A question to the origin under way. `isOvertaken`: a purge came after it began, so its answer may be an old one. */
type Flight = {readonly url: string; isOvertaken: boolean};
type Landing = {readonly served: Served; readonly isShareable: boolean};

const noAnswer = {status: 502, headers: {}};

const resultOf = ({status, headers}: Answer): Result => {
  if (String(headers['x-cache'] ?? '').startsWith('FunctionGenerated')) return 'FunctionGeneratedResponse';
  return status >= 400 ? 'Error' : 'Miss';
};

const sizeCalculation = ({answer: {body}}: Kept): number => body.length + 2_000;

export const cache = async (cloudFront: CloudFront, maxBytes: number, now: () => number) => {
  const keptByKey = new LRUCache<string, Kept>({maxSize: maxBytes, sizeCalculation});
  const flights = new Set<Flight>();
  const joinable = new Map<string, {readonly flight: Flight; readonly landing: Promise<Landing>}>();

  const applyPurges = await watchPurges(cloudFront, (paths) => {
    const isPurged = ({url}: {readonly url: string}) => paths.some((path) => isPurgedBy(path, url));
    for (const [key, kept] of keptByKey.entries()) if (isPurged(kept)) keptByKey.delete(key);
    for (const flight of flights) if (isPurged(flight)) flight.isOvertaken = true;
    for (const [key, {flight}] of joinable) if (flight.isOvertaken) joinable.delete(key);
  });

  const land = async (
    {key, url, ask, lifetimeOf}: Lookup,
    stale: Kept | undefined,
    flight: Flight,
  ): Promise<Landing> => {
    const [asked] = await Promise.allSettled([ask(stale ? validatorsOf(stale) : {})]);
    await applyPurges();
    const nowMs = now();
    const {status, headers} = asked.status === 'fulfilled' ? asked.value : noAnswer;
    if (stale && status >= 500 && !flight.isOvertaken && mayServeOnError(stale, nowMs)) {
      const pauseSeconds = lifetimeOf({status, headers}, nowMs)?.freshSeconds ?? 0;
      keptByKey.set(key, {...stale, heldUntilMs: nowMs + pauseSeconds * 1000});
      return {served: hit(stale, nowMs), isShareable: true};
    }
    if (asked.status === 'rejected') throw asked.reason;

    const isConfirmed = stale !== undefined && status === 304;
    const answer = isConfirmed ? confirmed(stale, asked.value) : asked.value;
    const result = isConfirmed ? 'RefreshHit' : resultOf(answer);
    const lifetime = result === 'FunctionGeneratedResponse' ? undefined : lifetimeOf(answer, nowMs);
    if (!flight.isOvertaken) {
      if (lifetime) keptByKey.set(key, {url, answer, lifetime, keptAtMs: nowMs});
      else keptByKey.delete(key);
    }
    return {served: {answer, result}, isShareable: (lifetime?.freshSeconds ?? 0) > 0};
  };

  const fly = (lookup: Lookup): Promise<Landing> => {
    const flight = {url: lookup.url, isOvertaken: false};
    flights.add(flight);
    const landing = land(lookup, keptByKey.get(lookup.key), flight).finally(() => {
      flights.delete(flight);
      if (joinable.get(lookup.key)?.flight === flight) joinable.delete(lookup.key);
    });
    if (!joinable.has(lookup.key)) joinable.set(lookup.key, {flight, landing});
    return landing;
  };

  return {
    /** The kept answer, as long as it is fresh and no purge has dropped it. */
    fresh: async (key: string): Promise<Served | undefined> => {
      await applyPurges();
      const kept = keptByKey.get(key);
      return kept && isFresh(kept, now()) ? hit(kept, now()) : undefined;
    },

    /** From the cache where that is allowed, otherwise from the origin, asked once for all who ask at the same time. */
    serve: async (lookup: Lookup): Promise<Served> => {
      await applyPurges();
      const kept = keptByKey.get(lookup.key);
      if (kept && isFresh(kept, now())) return hit(kept, now());
      const underWay = lookup.isCollapsible ? joinable.get(lookup.key) : undefined;
      if (kept && mayServeWhileAsking(kept, now())) {
        if (!underWay) fly(lookup).catch(() => {});
        return hit(kept, now());
      }
      const shared = await underWay?.landing;
      if (!shared?.isShareable) return (await fly(lookup)).served;
      return {...shared.served, result: shared.served.result === 'Error' ? 'Error' : 'Hit', ageSeconds: 0};
    },
  };
};
