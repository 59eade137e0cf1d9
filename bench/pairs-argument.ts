// The one option that every bench has.

import {parseArgs} from 'node:util';
import {UserError} from '../operate/user-error.ts';
import {leastPairs} from './ratios.ts';

/** @throws UserError */
export const parsePairs = (args: readonly string[]): number => {
  try {
    const {pairs} = parseArgs({
      args: [...args],
      options: {pairs: {type: 'string', default: String(leastPairs)}},
    }).values;

    if (!/^\d+$/.test(pairs) || Number(pairs) < leastPairs) {
      throw new Error(`expected --pairs with a number from ${leastPairs} on, got ${pairs}`);
    }

    return Number(pairs);
  } catch (cause) {
    throw new UserError(cause instanceof Error ? cause.message : String(cause), {cause});
  }
};
