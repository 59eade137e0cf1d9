/** Acts on all items, at most `limit` at a time; fails with the first failure. */
export const inParallel = async <T, Result>(
  items: readonly T[],
  limit: number,
  act: (item: T) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += limit)
    results.push(...(await Promise.all(items.slice(start, start + limit).map(act))));
  return results;
};
