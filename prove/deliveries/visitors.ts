// What visitors do, by the product's own use cases: they sign up, confirm, leave, come back; now and then a mail comes back.

import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {type EmailAddress, emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {confirmSubscriber, removeSubscriber, subscribe} from '../../src/domain/subscribers.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {site} from './mail-product.ts';

export type Deed = {readonly name: string; readonly at: number; readonly act: () => Promise<unknown>};

const hourMs = 3_600_000;

export const addressOf = (nth: number): EmailAddress => emailAddress.parse(`reader-${nth}@example.org`);

const deedsOf = (email: EmailAddress, confirmation: 'required' | 'none') => {
  const id = subscriberId(email);
  const now = (): Date => new Date();

  return {
    subscribe: () => subscribe(subscriberTable, {email}, {site: {...site, confirmation}, now: now()}),
    confirm: () => confirmSubscriber(subscriberTable, id, {by: 'confirmed', site, now: now()}),
    leave: () => removeSubscriber(subscriberTable, id, {by: 'left', now: now()}),
    return: () => confirmSubscriber(subscriberTable, id, {by: 'returned', site, now: now()}),
    bounce: () => removeSubscriber(subscriberTable, id, {by: 'bounced', now: now()}),
  };
};

type Step = keyof ReturnType<typeof deedsOf>;

/** What comes after what, and how many hours later at most. */
const next: Readonly<Record<Step, Readonly<Partial<Record<Step | 'stop', readonly [weight: number, hours: number]>>>>> =
  {
    subscribe: {confirm: [12, 2], stop: [3, 0], subscribe: [3, 40], leave: [1, 3], bounce: [1, 1]},
    confirm: {stop: [10, 0], leave: [8, 5], confirm: [1, 1], subscribe: [1, 10], bounce: [1, 5]},
    leave: {return: [6, 20], stop: [4, 0], subscribe: [6, 48]},
    return: {stop: [6, 0], leave: [3, 2]},
    bounce: {stop: [3, 0], subscribe: [2, 10]},
  };

/** In order of time; the first within six hours, the others before `endsAt`. */
export const deedsOfVisitor = (
  chance: Chance,
  nth: number,
  {startsAt, endsAt, confirmation}: {startsAt: number; endsAt: number; confirmation: 'required' | 'none'},
): readonly Deed[] => {
  const all = deedsOf(addressOf(nth), confirmation);
  const deeds: Deed[] = [];
  let step: Step | 'stop' = 'subscribe';
  let at = startsAt + chance.next() * 6 * hourMs;

  while (step !== 'stop' && at < endsAt) {
    deeds.push({name: step, at, act: all[step]});

    const following: Readonly<Partial<Record<Step | 'stop', readonly [number, number]>>> = next[step];
    const weights = Object.fromEntries(Object.entries(following).map(([name, [weight]]) => [name, weight]));
    const chosen = chance.name(weights) as Step | 'stop';
    // Most people are quick.
    at += chance.next() ** 3 * (following[chosen]?.[1] ?? 0) * hourMs + 1;
    step = chosen;
  }

  return deeds;
};
