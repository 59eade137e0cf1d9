import * as z from 'zod/mini';
import {expected} from './expected.ts';
import type {Page, PageRequest} from './posts.ts';

/** Where a list of posts, or of photos, may go on after: a moment and a slug, or an id. */
const postPlace = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[a-z0-9-]{1,80}$/;
const photoPlace = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

const placeOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');

/** For whoever asks for the next page: opaque, though there is nothing in it but the last place of this one. */
export const cursorOf = (at: string): string => Buffer.from(at, 'utf8').toString('base64url');

/**
 * Parsed, a cursor is the place to go on after. It carries no signature: the list is named by the request, and holds only what the
 * request may see, so that a forged cursor names another place in the same list.
 */
const cursor = (place: RegExp) =>
  z.pipe(
    z.string(expected('a cursor from the page before')).check(
      z.maxLength(150, expected('a cursor from the page before')),
      z.refine(
        (value) => place.test(placeOf(value)) && cursorOf(placeOf(value)) === value,
        expected('a cursor from the page before'),
      ),
    ),
    z.transform(placeOf),
  );

const limit = z.pipe(
  z.string(expected('a limit from 1 to 50')).check(z.regex(/^(?:[1-9]|[1-4]\d|50)$/, expected('a limit from 1 to 50'))),
  z.transform(Number),
);

const pageQuery = (place: RegExp) => ({limit: z._default(limit, 20), cursor: z.optional(cursor(place))});

/** The fields of a query that asks for one page of a list. */
export const postPageQuery = pageQuery(postPlace);
export const photoPageQuery = pageQuery(photoPlace);
export type PageQuery = {readonly limit: number; readonly cursor?: string | undefined};

export const pageRequest = (query: PageQuery): PageRequest => ({
  limit: query.limit,
  ...(query.cursor !== undefined && {after: query.cursor}),
});

/** A page as the API answers it, its items under their name. */
export const pageView = <Name extends string, T>(name: Name, {items, next}: Page<T>) => ({
  ...({[name]: items} as Readonly<Record<Name, readonly T[]>>),
  ...(next !== undefined && {next: cursorOf(next)}),
});
