/** The clock, and who waits by it. */
export type Pace = {readonly clock: () => Date; readonly wait: (milliseconds: number) => Promise<void>};

type Limits = {
  readonly ratePerSecond: number;
  readonly atOnce: number;
  /** Epoch milliseconds after which nothing more is begun. */
  readonly endsAt: number;
  /** Asked before each is begun. */
  readonly isOver: () => boolean;
};

/**
 * Acts on the items in their order, each begun at least 1 / rate after the one before, until the time is over or `isOver` says so; what is begun is
 * ended. Fails with the first failure, when all that was begun has ended.
 */
export const paced = async <T>(
  items: readonly T[],
  {ratePerSecond, atOnce, endsAt, isOver}: Limits,
  {clock, wait}: Pace,
  act: (item: T, index: number) => Promise<void>,
): Promise<void> => {
  const intervalMs = 1000 / ratePerSecond;
  const failures: unknown[] = [];
  let next = 0;
  let freeAt = clock().getTime();
  const isDone = () => next >= items.length || failures.length > 0 || isOver();
  const work = async (): Promise<void> => {
    while (!isDone()) {
      const startsAt = Math.max(clock().getTime(), freeAt);
      if (startsAt >= endsAt) return;
      freeAt = startsAt + intervalMs;
      const pause = startsAt - clock().getTime();
      if (pause > 0) await wait(pause);
      if (isDone()) return;
      const index = next;
      next += 1;
      await act(items[index] as T, index).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, work));
  if (failures.length > 0) throw failures[0];
};

/**
 * Gives the turn to whoever asks, one after the other, 1 / rate apart, however many ask at once: what was held up does not leave in a crowd. Only
 * one turn that came late is made up for.
 */
export const turns = (ratePerSecond: number, {clock, wait}: Pace): (() => Promise<void>) => {
  const intervalMs = 1000 / ratePerSecond;
  let freeAt = clock().getTime();
  let last = Promise.resolve();
  const take = async (): Promise<void> => {
    const pause = freeAt - clock().getTime();
    if (pause > 0) await wait(pause);
    freeAt = Math.max(freeAt, clock().getTime() - intervalMs) + intervalMs;
  };
  return () => {
    last = last.then(take);
    return last;
  };
};
