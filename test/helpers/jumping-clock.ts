import {setImmediate} from 'node:timers/promises';

/** A clock that jumps from one waiter to the next, so that waiting needs no real time. */
export const jumpingClock = (start: Date) => {
  const waiting: {readonly at: number; readonly go: () => void}[] = [];
  let now = start.getTime();
  return {
    clock: () => new Date(now),
    wait: (milliseconds: number) =>
      new Promise<void>((go) => {
        waiting.push({at: now + milliseconds, go});
      }),
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    async drive<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      work.then(end, end);
      for (;;) {
        await setImmediate();
        if (isDone) return work;
        waiting.sort((a, b) => a.at - b.at);
        const first = waiting.shift();
        now = Math.max(now, first?.at ?? now);
        first?.go();
      }
    },
  };
};
