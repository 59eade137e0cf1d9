// One answer in the cache, and what may be done with it at a moment.
import type {IncomingHttpHeaders} from 'node:http';
import type {Lifetime} from './lifetimes.ts';
import type {Answer} from './origin.ts';

export type Kept = {
  /** What a purge names. */
  readonly url: string;
  readonly answer: Answer;
  readonly lifetime: Lifetime;
  readonly keptAtMs: number;
  /** Until then the origin, which failed, is not asked again. */
  readonly heldUntilMs?: number;
};

export type Result = 'Hit' | 'Miss' | 'RefreshHit' | 'Error' | 'FunctionGeneratedResponse';

/** What the viewer gets; `ageSeconds` is there where the answer was kept. */
export type Served = {readonly answer: Answer; readonly result: Result; readonly ageSeconds?: number};

const isWithin = ({keptAtMs, lifetime: {freshSeconds}}: Kept, graceSeconds: number, nowMs: number): boolean =>
  nowMs < keptAtMs + (freshSeconds + graceSeconds) * 1000;

export const isFresh = (kept: Kept, nowMs: number): boolean =>
  isWithin(kept, 0, nowMs) || nowMs < (kept.heldUntilMs ?? 0);

export const mayServeWhileAsking = (kept: Kept, nowMs: number): boolean =>
  isWithin(kept, kept.lifetime.staleWhileRevalidateSeconds, nowMs);

export const mayServeOnError = (kept: Kept, nowMs: number): boolean =>
  isWithin(kept, kept.lifetime.staleIfErrorSeconds, nowMs);

export const hit = ({answer, keptAtMs}: Kept, nowMs: number): Served => ({
  answer,
  result: answer.status >= 400 ? 'Error' : 'Hit',
  ageSeconds: Math.floor((nowMs - keptAtMs) / 1000),
});

/** What makes a request a question whether this answer still holds. */
export const validatorsOf = ({answer: {status, headers}}: Kept): IncomingHttpHeaders =>
  status >= 400
    ? {}
    : {
        ...(headers.etag && {'if-none-match': headers.etag}),
        ...(headers['last-modified'] && {'if-modified-since': headers['last-modified']}),
      };

/** The kept answer after a 304: its body, with the headers that came along. */
export const confirmed = ({answer}: Kept, {headers, originId}: Answer): Answer => {
  const {'content-length': _, 'content-type': __, 'content-encoding': ___, ...news} = headers;
  return {...answer, headers: {...answer.headers, ...news}, ...(originId && {originId})};
};
