import {setImmediate} from 'node:timers/promises';

/**
 * A clock that jumps from one waiter to the next, so that overtaking needs no real time. The nth wait takes the nth of `delays`,
 * round and round.
 */
export const virtualTime = (delays: readonly number[]) => {
  const waiting: {readonly at: number; readonly go: () => void}[] = [];
  let clock = 0;
  let waits = 0;
  return {
    wait: (): Promise<void> =>
      new Promise((go) => {
        waiting.push({at: clock + (delays[waits % delays.length] ?? 0), go});
        waits += 1;
      }),
    /** Moves the clock until `work` is done. */
    async runUntil(work: Promise<unknown>): Promise<void> {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      work.then(end, end);
      for (;;) {
        await setImmediate();
        if (isDone) break;
        waiting.sort((a, b) => a.at - b.at);
        const first = waiting.shift();
        clock = first?.at ?? clock;
        first?.go();
      }
      await work;
    },
  };
};
