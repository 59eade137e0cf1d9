// Reading a fact: what somebody outside refused is a reason, what we did wrong is not.

import {explain} from '../sdk-errors.ts';
import {type Fact, known, unknown} from './facts.ts';

/** The error of nobody at the terminal keeps its stack, and goes on. */
export const attempt = async <T>(read: () => Promise<T>): Promise<Fact<T>> => {
  try {
    return known(await read());
  } catch (error) {
    const sentence = explain(error);
    if (sentence.includes('\n')) throw error;
    return unknown(sentence);
  }
};
