import {setTimeout} from 'node:timers/promises';
import type {Pace} from '../domain/pacing.ts';

export const pace: Pace = {
  clock: () => new Date(),
  wait: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};
