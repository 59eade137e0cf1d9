// Pure: whether a document that others wrote says anything about a person.
import {domainToUnicode} from 'node:url';
import type {EmailAddress, SubscriberId} from '../../src/domain/addresses.ts';
import {parseJson} from '../json-values.ts';

export type Person = {readonly email: EmailAddress; readonly id: SubscriberId};

/** The address on its own: `da@example.com` is not in `ada@example.com`, nor `a@b.org` in `a@b.org.uk`. */
const addressPattern = (email: EmailAddress): RegExp => {
  const [local = '', domain = ''] = email.split('@');
  // In links a + is written so, too.
  const locals = [local, encodeURIComponent(local)].map((one) => RegExp.escape(one)).join('|');
  const domains = [domain, domainToUnicode(domain)].map((one) => RegExp.escape(one)).join('|');
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}._+%&\-])(?:${locals})(?:@|%40)(?:${domains})(?![\p{L}\p{N}_\-]|\.[\p{L}\p{N}])`,
    'iu',
  );
};

/** Looks at every key and text of the value, and into texts that are JSON themselves, as one event carries another. */
export const mentions = ({email, id}: Person): ((value: unknown) => boolean) => {
  const address = addressPattern(email);
  const isAbout = (value: unknown): boolean => {
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).some(([key, inner]) => isAbout(key) || isAbout(inner));
    if (typeof value !== 'string') return false;
    if (value.includes(id) || address.test(value)) return true;
    return /^\s*["[{]/.test(value) && isAbout(parseJson(value));
  };
  return isAbout;
};
