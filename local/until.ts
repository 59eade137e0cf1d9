import {setTimeout as pause} from 'node:timers/promises';

/** Asks until the answer is not undefined; past the deadline it throws an Error that says what was waited for. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  {seconds = 30, everyMs = 50}: {readonly seconds?: number; readonly everyMs?: number} = {},
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await pause(everyMs);
  }
};
