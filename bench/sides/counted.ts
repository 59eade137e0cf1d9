// The end of every side: its work is done `runs` times, and the processor time of the last is printed.

/** Milliseconds, user and system, of all threads; what comes before the last run is start-up and warming. */
export type Counted = {readonly cpuMs: number};

export const printCounted = async (runs: number, work: () => Promise<unknown>): Promise<void> => {
  for (let run = 1; run < runs; run++) {
    await work();
  }

  const before = process.cpuUsage();

  await work();

  const {user, system} = process.cpuUsage(before);

  console.log(JSON.stringify({cpuMs: (user + system) / 1000} satisfies Counted));
};
