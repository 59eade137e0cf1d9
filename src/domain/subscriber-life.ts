// The life of a subscriber: what can happen, and what that makes of whom.
import type {EmailAddress, SubscriberId} from './addresses.ts';

/** Suppressed, where mails cannot or must not arrive, is the end. */
export type SubscriberStatus = 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed';

/** `none` is whom the blog does not know. Whoever is not named stays as they are. */
type Outcomes = Readonly<Partial<Record<SubscriberStatus | 'none', SubscriberStatus>>>;

export const life = {
  /** By the form, where the blog asks for a confirmation. */
  asked: {none: 'pending', pending: 'pending', unsubscribed: 'pending'},
  /** By the form, where that is enough. */
  joined: {none: 'confirmed', pending: 'confirmed', unsubscribed: 'confirmed'},
  /** By the owner, from another blog. */
  imported: {none: 'confirmed'},
  /** By the link in a mail: one that was mailed before somebody left does not bring them back. */
  confirmed: {pending: 'confirmed'},
  /** By the button on the page that says goodbye. */
  returned: {unsubscribed: 'confirmed'},
  left: {pending: 'unsubscribed', confirmed: 'unsubscribed'},
  bounced: {pending: 'suppressed', confirmed: 'suppressed', unsubscribed: 'suppressed'},
  complained: {pending: 'suppressed', confirmed: 'suppressed', unsubscribed: 'suppressed'},
} as const satisfies Readonly<Record<string, Outcomes>>;

export type Cause = keyof typeof life;

export type Transition = {
  readonly to: SubscriberStatus;
  readonly by: Cause;
  readonly at: string;
  /** The version of the words that were agreed to; of an import, where the consent comes from. */
  readonly consent?: string;
};

export type Subscriber = {
  readonly id: SubscriberId;
  readonly email: EmailAddress;
  readonly name?: string;
  readonly status: SubscriberStatus;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When this address was last asked to confirm: a new value is what makes a confirmation mail due. */
  readonly askedAt?: string;
  /** How often it was asked since it last was confirmed. */
  readonly asks: number;
  /** The latest, oldest first. */
  readonly history: readonly Transition[];
};

export type LifeEvent = {readonly by: Cause; readonly now: Date; readonly consent?: string};

const maxHistory = 20;

const outcomeOf = (by: Cause, from: SubscriberStatus | 'none'): SubscriberStatus | undefined =>
  (life[by] as Outcomes)[from];

const transition = (to: SubscriberStatus, {by, now, consent}: LifeEvent): Transition => ({
  to,
  by,
  at: now.toISOString(),
  ...(consent !== undefined && {consent}),
});

const counted = (asks: number, to: SubscriberStatus, {by, now}: LifeEvent): Pick<Subscriber, 'asks' | 'askedAt'> => {
  if (by === 'asked') return {asks: asks + 1, askedAt: now.toISOString()};
  return {asks: to === 'confirmed' ? 0 : asks};
};

/** Whom the event makes known to the blog; nothing if it concerns only those who are. */
export const begin = (who: Pick<Subscriber, 'id' | 'email' | 'name'>, event: LifeEvent): Subscriber | undefined => {
  const to = outcomeOf(event.by, 'none');
  const at = event.now.toISOString();
  return (
    to && {
      ...who,
      status: to,
      version: 1,
      createdAt: at,
      updatedAt: at,
      ...counted(0, to, event),
      history: [transition(to, event)],
    }
  );
};

/** The subscriber after the event, the same object if it changes nothing. */
export const undergo = (subscriber: Subscriber, event: LifeEvent): Subscriber => {
  const to = outcomeOf(event.by, subscriber.status);
  if (!to) return subscriber;
  return {
    ...subscriber,
    ...counted(subscriber.asks, to, event),
    status: to,
    version: subscriber.version + 1,
    updatedAt: event.now.toISOString(),
    history: [...subscriber.history, transition(to, event)].slice(-maxHistory),
  };
};

/**
 * What stays of whom the blog is to forget, under a hash alone: that no mail must go to a suppressed address, and why. Nothing of anybody else.
 * Sign-ups find it as they found the whole record.
 */
export const forget = ({id, status, version, updatedAt, history}: Subscriber): Subscriber | undefined =>
  status === 'suppressed'
    ? {
        ...{id, email: '' as EmailAddress, status, version: version + 1, createdAt: updatedAt, updatedAt, asks: 0},
        history: history.slice(-1),
      }
    : undefined;

export const isForgotten = ({email}: Subscriber): boolean => !email;

/** Whether whoever reads its mails ever said yes: by the form alone, or from the owner's list, they did not. */
export const hasProvenConsent = ({history}: Subscriber): boolean =>
  history.some(({by}) => by === 'confirmed' || by === 'returned');
