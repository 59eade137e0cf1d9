// The blog's keys, those it has no more or never had, and every link that it mailed.
import {type EmailAddress, emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {type LinkKey, type LinkPurpose, linkKey, signLink} from '../../src/domain/links.ts';

export const now = new Date('2026-03-01T09:30:00.000Z');
export const purposes = ['confirm', 'unsubscribe', 'return'] as const satisfies readonly LinkPurpose[];

const dayMs = 24 * 60 * 60 * 1000;
const subscribers = 100;

export type Signed = {
  readonly token: string;
  readonly purpose: LinkPurpose;
  readonly id: SubscriberId;
  readonly key: LinkKey;
  readonly expiry: string;
};

export const reader = (n: number): EmailAddress => emailAddress.parse(`reader-${n}@example.org`);

/** The one that signs now, and the one before. */
export const keys = [linkKey('a secret of the blog'), linkKey('the secret before')] as const;
export const rotatedOut = linkKey('the secret before that');
export const strangers = linkKey('a secret of somebody else');

const lifeDays: Record<LinkPurpose, number | undefined> = {confirm: 7, unsubscribe: undefined, return: 1};

type Life = {readonly days?: number | undefined; readonly from?: Date};

export const sign = (
  key: LinkKey,
  purpose: LinkPurpose,
  id: SubscriberId,
  {days = lifeDays[purpose], from = now}: Life = {},
): Signed => {
  const expiresAt = days === undefined ? undefined : new Date(from.getTime() + days * dayMs);
  const token = signLink(key, {purpose, id, ...(expiresAt && {expiresAt})});
  return {token, purpose, id, key, expiry: token.split('.')[3] ?? ''};
};

/** Links that are good now: each subscriber has one of every purpose and key. */
export const genuine: readonly Signed[] = Array.from({length: subscribers}, (_, n) => subscriberId(reader(n))).flatMap(
  (id) => purposes.flatMap((purpose) => keys.map((key) => sign(key, purpose, id))),
);

const purposeOf = new Map(genuine.map(({token, purpose}) => [token, purpose]));

/** Whether the blog mailed exactly this link, for this purpose. */
export const isGenuine = (token: string, purpose: LinkPurpose): boolean => purposeOf.get(token) === purpose;
