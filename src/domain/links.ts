import {createHmac, timingSafeEqual} from 'node:crypto';
import type {SubscriberId} from './addresses.ts';

/** The id is derived, so that a link tells which of two valid keys signed it without naming a version of the secret. */
export type LinkKey = {readonly id: string; readonly secret: string};
export type LinkPurpose = 'confirm' | 'unsubscribe' | 'return';

/** A link without `expiresAt` is good for as long as its key is. */
export type Link = {readonly purpose: LinkPurpose; readonly id: SubscriberId; readonly expiresAt?: Date};
export type ReadLink = {readonly id: SubscriberId} | {readonly refused: 'invalid' | 'expired'};

const mac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

const isEqual = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export const linkKey = (secret: string): LinkKey => ({id: mac(secret, 'key id').slice(0, 8), secret});

/** `<purpose>.<key id>.<subscriber id>.<expiry in seconds since 1970, or never>.<HMAC-SHA-256 of all that>`, fit for a URL. */
export const signLink = (key: LinkKey, {purpose, id, expiresAt}: Link): string => {
  const expiry = expiresAt ? String(Math.floor(expiresAt.getTime() / 1000)) : 'never';
  if (expiry === 'NaN') throw new Error(`expected a time at which the link to ${purpose} ends, got an invalid date`);
  const claim = [purpose, key.id, id, expiry].join('.');
  return `${claim}.${mac(key.secret, claim)}`;
};

const returnLinkMs = 24 * 60 * 60 * 1000;

/** What takes back the unsubscribing of `id`, for a day: nobody notices a mistake later. */
export const signReturn = (key: LinkKey, id: SubscriberId, now: Date): string =>
  signLink(key, {purpose: 'return', id, expiresAt: new Date(now.getTime() + returnLinkMs)});

/** Whether a token says that one of `keys` signed it: whoever forged it may have written that, too. */
export const namesKeyOf = (keys: readonly LinkKey[], token: string): boolean =>
  keys.some(({id}) => id === token.split('.')[1]);

/**
 * Whom a token speaks of, if one of `keys` signed it for this purpose. The signature is compared as text, not decoded: base64url
 * has several spellings for the same bytes.
 */
export const readLink = (keys: readonly LinkKey[], purpose: LinkPurpose, token: string, now: Date): ReadLink => {
  const [signedPurpose, keyId, id, expiry] = token.split('.');
  const key = keys.find((candidate) => candidate.id === keyId);
  const claim = [signedPurpose, keyId, id, expiry].join('.');
  const isSigned = key !== undefined && isEqual(`${claim}.${mac(key.secret, claim)}`, token);
  if (!isSigned || signedPurpose !== purpose) return {refused: 'invalid'};
  // What is no time is over, not good for ever.
  if (expiry !== 'never' && !(now.getTime() < Number(expiry) * 1000)) return {refused: 'expired'};
  return {id: id as SubscriberId};
};

/** The address of the page whose button does what the link is for; root-relative with an empty `siteUrl`. */
export const linkUrl = (siteUrl: string, purpose: LinkPurpose, token: string): string =>
  `${siteUrl}/api/subscribers/${purpose}?token=${encodeURIComponent(token)}`;
