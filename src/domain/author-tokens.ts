import {createHash, timingSafeEqual} from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token of an `Authorization` header, if it has the form of one. */
export const bearerToken = (header: string): string | undefined => /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header)?.[1];

/** Takes as long for a token that is almost right as for any other; every valid one is compared, for the same reason. */
export const isAuthorToken = (token: string, valid: readonly string[]): boolean =>
  valid.map((other) => timingSafeEqual(digest(token), digest(other))).includes(true);
