// How often each side is measured.

import {UserError} from '../operate/user-error.ts';

export const leastPairs = 7;

/** @throws UserError */
export const parsePairs = (text: string): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) < leastPairs) {
    throw new UserError(`expected --pairs with a number from ${leastPairs} to 9999, got '${text}'`);
  }

  return Number(text);
};
