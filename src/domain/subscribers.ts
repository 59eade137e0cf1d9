import * as z from 'zod/mini';
import {type EmailAddress, emailAddress, type SubscriberId, subscriberId} from './addresses.ts';
import {expected} from './expected.ts';
import type {Confirmation} from './site-settings.ts';

/**
 * pending → confirmed → unsubscribed, and pending again when asked anew; where the blog asks for no confirmation, confirmed at once.
 * Suppressed, where mails cannot or must not arrive, is the end.
 */
export type SubscriberStatus = 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed';

export type Subscriber = {
  readonly id: SubscriberId;
  readonly email: EmailAddress;
  readonly name?: string;
  readonly status: SubscriberStatus;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When this address last signed up to effect; of a pending one a new value is what makes a confirmation mail due. */
  readonly askedAt: string;
  /** How it last said yes: by the link in a mail, or by the form alone. An imported subscriber never did. */
  readonly consent?: 'link' | 'form';
};

export type SubscriberTable = {
  /** Always consistent. */
  read(id: SubscriberId): Promise<Subscriber | undefined>;
  /** False, and nothing written, if the record is no longer at `previous`' version. */
  write(next: Subscriber, previous: Subscriber | undefined): Promise<boolean>;
};

/** What a visitor sends, from a script or a form; a form sends an empty name for none. */
export const signUp = z.strictObject({
  email: emailAddress,
  name: z.optional(
    z
      .string(expected('a name'))
      .check(
        z.trim(),
        z.maxLength(100, expected('a name of at most 100 characters')),
        z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, expected('a name on one line')),
      ),
  ),
});
export type SignUp = z.output<typeof signUp>;

const askAgainAfterMs = 24 * 60 * 60 * 1000;

const moved = (subscriber: Subscriber, status: SubscriberStatus, now: Date): Subscriber => ({
  ...subscriber,
  status,
  version: subscriber.version + 1,
  updatedAt: now.toISOString(),
});

const isOpen = ({status}: Subscriber): boolean => status === 'pending' || status === 'unsubscribed';

const signedUp = (
  subscriber: Subscriber | undefined,
  status: SubscriberStatus,
  {email, name}: SignUp,
  now: Date,
): Subscriber => {
  const at = now.toISOString();
  const next = subscriber
    ? moved(subscriber, status, now)
    : {id: subscriberId(email), email, status, version: 1, createdAt: at, updatedAt: at};
  return {...next, ...(name && {name}), askedAt: at};
};

/** Pending and asked, unless the address is subscribed, suppressed, or was asked within a day: then unchanged. */
export const ask = (subscriber: Subscriber | undefined, request: SignUp, now: Date): Subscriber => {
  const isTooSoon = subscriber && now.getTime() < Date.parse(subscriber.askedAt) + askAgainAfterMs;
  if (subscriber && (!isOpen(subscriber) || isTooSoon)) return subscriber;
  return signedUp(subscriber, 'pending', request, now);
};

/** Confirmed at once, unless the address is subscribed or suppressed: then unchanged. It is welcomed but once, so there is no day to wait. */
export const join = (subscriber: Subscriber | undefined, request: SignUp, now: Date): Subscriber =>
  subscriber && !isOpen(subscriber)
    ? subscriber
    : {...signedUp(subscriber, 'confirmed', request, now), consent: 'form'};

/** Only a pending one: a link that was mailed before somebody left does not bring them back. */
export const confirm = (subscriber: Subscriber | undefined, now: Date): Subscriber | undefined =>
  subscriber?.status === 'pending' ? {...moved(subscriber, 'confirmed', now), consent: 'link'} : subscriber;

export const leave = (subscriber: Subscriber | undefined, now: Date): Subscriber | undefined =>
  subscriber?.status === 'pending' || subscriber?.status === 'confirmed'
    ? moved(subscriber, 'unsubscribed', now)
    : subscriber;

const maxAttempts = 5;

/** Reads, takes the step and writes, again if somebody else wrote in between; answers the record as it then is. */
const change = async <S extends Subscriber | undefined>(
  table: SubscriberTable,
  id: SubscriberId,
  step: (subscriber: Subscriber | undefined) => S,
): Promise<S> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const previous = await table.read(id);
    const next = step(previous);
    if (!next || next === previous || (await table.write(next, previous))) return next;
  }
  throw new Error(`expected to change subscriber ${id} within ${maxAttempts} attempts, got a conflict each time`);
};

/** Answers nothing, so that nobody learns from it who is subscribed. */
export const subscribe = async (
  table: SubscriberTable,
  request: SignUp,
  {confirmation, now}: {readonly confirmation: Confirmation; readonly now: Date},
): Promise<void> => {
  const step = confirmation === 'required' ? ask : join;
  await change(table, subscriberId(request.email), (subscriber) => step(subscriber, request, now));
};

/** True if the subscriber is confirmed now, whether by this call or before. */
export const confirmSubscriber = async (table: SubscriberTable, id: SubscriberId, now: Date): Promise<boolean> =>
  (await change(table, id, (subscriber) => confirm(subscriber, now)))?.status === 'confirmed';

export const unsubscribe = async (table: SubscriberTable, id: SubscriberId, now: Date): Promise<void> => {
  await change(table, id, (subscriber) => leave(subscriber, now));
};
