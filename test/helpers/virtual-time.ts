import {jumpingClock} from './jumping-clock.ts';

/** Overtaking in no real time: the nth wait takes the nth of `delays`, round and round. */
export const virtualTime = (delays: readonly number[]) => {
  const time = jumpingClock(new Date(0));
  let waits = 0;
  return {
    wait: (): Promise<void> => {
      const delay = delays[waits % delays.length] ?? 0;
      waits += 1;
      return time.wait(delay);
    },
    /** Moves the clock until `work` is done. */
    runUntil: (work: Promise<unknown>): Promise<unknown> => time.drive(work),
  };
};
