/** Acts on the items in order, at most `limit` at a time, and begins no other once the signal has come or one has failed. */
export const atOnce = async <T>(
  items: Iterable<T>,
  {limit, signal}: {readonly limit: number; readonly signal?: AbortSignal},
  act: (item: T) => Promise<void>,
): Promise<void> => {
  const rest = items[Symbol.iterator]();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    while (!signal?.aborted && !hasFailed) {
      const {done, value} = rest.next();
      if (done) return;
      await act(value).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({length: limit}, work));
};
