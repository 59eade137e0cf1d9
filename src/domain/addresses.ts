import {createHash} from 'node:crypto';
import {domainToASCII} from 'node:url';
import addresses from 'email-addresses';
import * as z from 'zod/mini';
import {expected} from './expected.ts';

const address = "an email address like 'ada@example.com'";

/** `domainToASCII` reads a URL's host and would cut `b.com/evil`; whatever is no name stays as it is, to be refused. */
const asciiDomain = (domain: string): string =>
  /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : domain;

/** The parser also knows names, comments, quotes and folded lines; who has typed more than the address has typed something else. */
const canonical = (text: string): string => {
  const typed = text.replaceAll(/^[ \t]+|[ \t]+$/g, '');
  const mailbox = addresses.parseOneAddress({input: typed, rfc6532: true});
  if (mailbox?.type !== 'mailbox' || `${mailbox.local}@${mailbox.domain}` !== typed) return typed;
  return `${mailbox.local}@${asciiDomain(mailbox.domain)}`;
};

const isMailName = (text: string): boolean => {
  const [local = '', domain = ''] = text.split('@');
  const labels = domain.split('.');
  return local.length <= 64 && !local.split('.').includes('') && labels.length > 1 && /[a-z]/.test(labels.at(-1) ?? '');
};

/**
 * What a browser's own email field admits, of at most 254 octets, with a domain that can be on the internet. The domain comes out
 * in lower case and A-labels; the part before the @ as it was typed, since only its host may say which letters are equal.
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
export const emailAddress = z.pipe(
  z.pipe(
    z.string(expected(address)).check(z.maxLength(320, expected('an email address of at most 254 characters'))),
    z.transform(canonical),
  ),
  z
    .email({pattern: z.regexes.html5Email, abort: true, ...expected(address)})
    .check(
      z.maxLength(254, expected('an email address of at most 254 characters')),
      z.refine(isMailName, expected(address)),
    )
    .brand<'EmailAddress'>(),
);
export type EmailAddress = z.output<typeof emailAddress>;

/** A hash, so that keys, links and logs name a subscriber without an address. */
export type SubscriberId = string & z.core.$brand<'SubscriberId'>;

/** One for all spellings in upper and lower case: no host in use tells `Ada@` from `ada@`, and they shall not be asked twice. */
export const subscriberId = (email: EmailAddress): SubscriberId =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url') as SubscriberId;
