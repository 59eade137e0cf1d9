// Pure: how fast mails left, by the times at which SES took them, in epoch milliseconds and in order.

/** The most that left within any `milliseconds`. */
export const mostWithin = (times: readonly number[], milliseconds: number): number => {
  let [most, first] = [0, 0];
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - milliseconds) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
};

/** How long what was under way at a kill may still take. */
const settlingMs = 1000;

/** Mails a second while nothing was being recovered from: without the pause that follows each kill. */
export const steadyRate = (times: readonly number[], kills: readonly number[]): number => {
  const steady = times.slice(1).flatMap((to, index) => {
    const from = times[index] ?? to;
    return kills.some((kill) => from - settlingMs <= kill && kill <= to) ? [] : [to - from];
  });
  return (
    (steady.length * 1000) /
    Math.max(
      1,
      steady.reduce((sum, gap) => sum + gap, 0),
    )
  );
};
