import * as z from 'zod/mini';
import {expected} from './expected.ts';

const words = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A post's name in its address: lower-case words joined by hyphens, at most 80 characters. */
export const slug = z
  .string(expected("a slug like 'my-first-post'"))
  .check(
    z.maxLength(80, expected('a slug of at most 80 characters')),
    z.regex(words, expected("a slug like 'my-first-post'")),
  )
  .brand<'Slug'>();
export type Slug = z.output<typeof slug>;

/** At most 40 characters, the same alphabet as a slug: it is part of an address too. */
export const tag = z
  .string(expected("a tag like 'darkroom'"))
  .check(z.maxLength(40, expected('a tag of at most 40 characters')), z.regex(words, expected("a tag like 'darkroom'")))
  .brand<'Tag'>();
export type Tag = z.output<typeof tag>;

/** A ULID: its order is the order of making. */
export const photoId = z
  .string(expected("a photo's id of 26 characters"))
  .check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, expected("a photo's id of 26 characters")))
  .brand<'PhotoId'>();
export type PhotoId = z.output<typeof photoId>;
