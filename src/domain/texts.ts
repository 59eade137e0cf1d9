import * as z from 'zod/mini';
import {expected, shown} from './expected.ts';

/** A lone surrogate is no character: JSON can carry it, tables and pages cannot. */
export const isWellFormed = z.refine<string>((text) => text.isWellFormed(), expected('whole characters'));

/** One line of at least one visible character. */
export const line = (what: string, maxCharacters: number) =>
  z
    .string(expected(what))
    .check(
      z.regex(/\S/, expected(what)),
      z.maxLength(maxCharacters, expected(`${what} of at most ${maxCharacters} characters`)),
      z.regex(/^\P{Cc}*$/u, expected(`${what} without control characters`)),
      isWellFormed,
    );

/** Any number of lines. */
export const lines = (what: string, maxBytes: number) =>
  z.string(expected(what)).check(
    z.refine<string>((text) => Buffer.byteLength(text) <= maxBytes, {
      error: ({input}) => `expected ${what} of at most ${maxBytes} bytes, got ${Buffer.byteLength(String(input))}`,
    }),
    z.regex(/^[\P{Cc}\t\n\r]*$/u, {
      error: ({input}) =>
        `expected ${what} without control characters, got ${shown(/(?![\t\n\r])\p{Cc}/u.exec(String(input))?.[0])}`,
    }),
    isWellFormed,
  );
