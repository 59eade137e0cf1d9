// How readers subscribe, confirm, leave and come back. None of it tells anybody whether an address is subscribed.
import * as z from 'zod/mini';
import {type EmailAddress, emailAddress, type SubscriberId, subscriberId} from './addresses.ts';
import {consentVersion} from './consent.ts';
import {expected} from './expected.ts';
import type {SiteSettings} from './site-settings.ts';
import {begin, type Cause, type LifeEvent, type Subscriber, undergo} from './subscriber-life.ts';
import {isWellFormed} from './texts.ts';

export type SubscriberTable = {
  /** Always consistent. */
  read(id: SubscriberId): Promise<Subscriber | undefined>;
  /** False, and nothing written, if the record is no longer at `previous`' version. */
  write(next: Subscriber, previous: Subscriber | undefined): Promise<boolean>;
  /** How often somebody has typed this address today (UTC), this time included. */
  countSignUp(id: SubscriberId, now: Date): Promise<number>;
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
        isWellFormed,
      ),
  ),
  /** No person sees this field: whoever fills it in is a script. */
  website: z.optional(z.string(expected('nothing'))),
});
export type SignUp = z.output<typeof signUp>;

const askAgainAfterMs = 24 * 60 * 60 * 1000;

/** Confirmation mails to an address that never answers. */
export const maxAsks = 3;

/** A person gives up long before. */
const maxSignUpsADay = 20;

const mayAsk = ({asks, askedAt}: Subscriber, now: Date): boolean =>
  asks < maxAsks && (askedAt === undefined || now.getTime() >= Date.parse(askedAt) + askAgainAfterMs);

type Known = {readonly email: EmailAddress; readonly name?: string | undefined};

/** The subscriber after a sign-up; the same object if it is to no effect. */
export const signedUp = (subscriber: Subscriber | undefined, {email, name}: Known, event: LifeEvent): Subscriber => {
  const who = {id: subscriberId(email), email, ...(name && {name})};
  if (!subscriber) {
    const first = begin(who, event);
    if (!first) throw new Error(`expected a way to sign up, got ${event.by}`);
    return first;
  }
  if (event.by === 'asked' && !mayAsk(subscriber, event.now)) return subscriber;
  const next = undergo(subscriber, event);
  return next === subscriber ? subscriber : {...next, ...(name && {name})};
};

const maxAttempts = 5;

/** Reads, takes the step and writes, again if somebody else wrote in between; answers the record as it then is. */
const change = async (
  table: SubscriberTable,
  id: SubscriberId,
  step: (subscriber: Subscriber | undefined) => Subscriber | undefined,
  {writesAlways = false}: {readonly writesAlways?: boolean} = {},
): Promise<Subscriber | undefined> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const previous = await table.read(id);
    const next = step(previous);
    if (!next || (next === previous && !writesAlways) || (await table.write(next, previous))) return next;
  }
  throw new Error(`expected to change subscriber ${id} within ${maxAttempts} attempts, got a conflict each time`);
};

/**
 * Answers nothing, so that nobody learns from it who is subscribed, and does the same work for everybody: a record that does not change is
 * written as it was, which no stream tells. So too where an address was typed too often: it is not to be told that others typed it.
 */
export const subscribe = async (
  table: SubscriberTable,
  {email, name, website}: SignUp,
  {site, now}: {readonly site: SiteSettings; readonly now: Date},
): Promise<void> => {
  const id = subscriberId(email);
  if (website) return;
  const isTooOften = (await table.countSignUp(id, now)) > maxSignUpsADay;
  const by = site.confirmation === 'required' ? 'asked' : 'joined';
  const event = {by, now, consent: consentVersion(site)} as const;
  const step = (subscriber: Subscriber | undefined) =>
    isTooOften ? subscriber : signedUp(subscriber, {email, name}, event);
  await change(table, id, step, {writesAlways: true});
};

const happen = (table: SubscriberTable, id: SubscriberId, event: LifeEvent): Promise<Subscriber | undefined> =>
  change(table, id, (subscriber) => subscriber && undergo(subscriber, event));

const takenBackWithinMs = 24 * 60 * 60 * 1000;

/** Whoever holds an old mail can leave again with it, and so have a new link to return: it is good only for who has just left. */
const isTooLate = (by: Cause, {updatedAt}: Subscriber, now: Date): boolean =>
  by === 'returned' && now.getTime() > Date.parse(updatedAt) + takenBackWithinMs;

/** True if the subscriber is confirmed now, whether by this call or before. Who left more than a day ago has to subscribe anew. */
export const confirmSubscriber = async (
  table: SubscriberTable,
  id: SubscriberId,
  {by, site, now}: {readonly by: 'confirmed' | 'returned'; readonly site: SiteSettings; readonly now: Date},
): Promise<boolean> => {
  const event = {by, now, consent: consentVersion(site)};
  const after = await change(table, id, (subscriber) =>
    subscriber && !isTooLate(by, subscriber, now) ? undergo(subscriber, event) : subscriber,
  );
  return after?.status === 'confirmed';
};

/** By a click of theirs, or since a mail came back or was called spam. Nobody is made known to the blog by it. */
export const removeSubscriber = async (
  table: SubscriberTable,
  id: SubscriberId,
  {by, now}: {readonly by: Extract<Cause, 'left' | 'bounced' | 'complained'>; readonly now: Date},
): Promise<void> => {
  await happen(table, id, {by, now});
};
