// The kinds of address that a stranger might like to tell apart.
import {type EmailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {begin, type Cause, type Subscriber, undergo} from '../../src/domain/subscriber-life.ts';

const hourMs = 60 * 60 * 1000;

/** What happened to each, and how many hours ago. */
const lives = {
  new: [],
  'pending, asked today': [['asked', 2]],
  'pending, asked before': [['asked', 48]],
  confirmed: [
    ['asked', 50],
    ['confirmed', 49],
  ],
  unsubscribed: [
    ['asked', 50],
    ['confirmed', 49],
    ['left', 30],
  ],
  suppressed: [
    ['asked', 50],
    ['confirmed', 49],
    ['bounced', 30],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [Cause, number])[]>>;

export type Kind = keyof typeof lives;
export const kinds = Object.keys(lives) as readonly Kind[];

/** Nobody's, if the kind is one that the blog does not know. */
export const subscriberOf = (kind: Kind, email: EmailAddress, now: Date): Subscriber | undefined => {
  const [first, ...rest]: readonly (readonly [Cause, number])[] = lives[kind];
  if (!first) return undefined;
  const event = ([by, hoursAgo]: readonly [Cause, number]) => ({
    by,
    now: new Date(now.getTime() - hoursAgo * hourMs),
    consent: '01234567',
  });
  const begun = begin({id: subscriberId(email), email}, event(first));
  if (!begun) throw new Error(`expected a way to sign up, got ${first[0]}`);
  return rest.reduce((subscriber, one) => undergo(subscriber, event(one)), begun);
};
