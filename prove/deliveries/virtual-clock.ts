// The time of the world: it stands still until somebody moves it, also for whoever asks `Date`.

import {mock} from 'node:test';

export type VirtualClock = {
  now(): number;
  /** Comes back when the clock has been moved so far. */
  wait(milliseconds: number): Promise<void>;
  pass(milliseconds: number): void;
  /** To the next who waits; if nobody does before `end`, to the end, and answers false. */
  jump(end: number): boolean;
};

export const virtualClock = (start: Date): VirtualClock => {
  const waiting: {readonly at: number; readonly go: () => void}[] = [];
  let now = start.getTime();
  mock.timers.reset();
  mock.timers.enable({apis: ['Date'], now});

  const moveTo = (time: number): void => {
    now = Math.max(now, time);
    mock.timers.setTime(now);

    for (;;) {
      const next = waiting[0];

      if (!next || next.at > now) {
        return;
      }

      waiting.shift();
      next.go();
    }
  };

  return {
    now: () => now,
    wait: (milliseconds) =>
      new Promise((go) => {
        const at = now + milliseconds;
        const place = waiting.findIndex((other) => other.at > at);
        waiting.splice(place < 0 ? waiting.length : place, 0, {at, go});
      }),
    pass: (milliseconds) => moveTo(now + milliseconds),
    jump: (end) => {
      const next = waiting[0];
      const isInTime = next !== undefined && next.at <= end;
      moveTo(isInTime ? next.at : end);

      return isInTime;
    },
  };
};
