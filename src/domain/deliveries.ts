// How a mail is sent once although every reason for it arrives at least once and SES cannot tell a repeated call.
import type {SubscriberId} from './addresses.ts';
import {ThrottledError} from './mail-throttling.ts';
import type {Mail, MailKind} from './mails.ts';
import type {Subscriber} from './subscriber-life.ts';
import type {SubscriberTable} from './subscribers.ts';

/** Two deliveries of the same `kind` and `occasion` to a subscriber are the same mail. */
export type Delivery = {readonly to: SubscriberId; readonly kind: MailKind; readonly occasion?: string};

/** By SES's own name for it. */
export type SentMail = {readonly messageId: string; readonly sentAt: string};

/** Sends one mail, so that SES names its delivery in whatever it tells of it, and answers its id. */
export type Mailer = {send(mail: Mail, delivery: Delivery, now: Date): Promise<string>};

/**
 * One record a delivery, which names nobody. It is claimed (somebody is sending it, until its lease ends), waiting (until somebody claims it),
 * sent, or closed (not sent, and nobody tries again until there is a reason anew). Times are ISO 8601; whoever holds the lease proves it by its end.
 */
export type MailLedger = {
  /** Answers what keeps the claim from its effect; `waiting` until later than `now`. */
  claim(
    delivery: Delivery,
    lease: {readonly now: string; readonly until: string},
  ): Promise<'claimed' | 'leased' | 'waiting' | 'sent'>;
  /** Gives the lease back; the mail waits, and nobody claims it before `dueAt`. A claim that was no attempt is not counted as one. */
  release(delivery: Delivery, until: string, dueAt: string, options?: {readonly isAttempt: boolean}): Promise<void>;
  commit(delivery: Delivery, until: string, sent: SentMail): Promise<void>;
  /** SES says that it took the mail: it is sent, whatever its sender could note. Of what has no record yet, none is made. */
  acknowledge(delivery: Delivery, sent: SentMail): Promise<void>;
  /** Ends what waits, or whose lease is over, without a mail, and forgets its attempts. Of what has no record yet, none is made. */
  close(delivery: Delivery, now: string, reason: string): Promise<void>;
  /** The same of what nobody could send: the owner can have it tried again. */
  giveUp(delivery: Delivery, now: string, reason: string): Promise<void>;
  /** Claims that ended without a mail, and mails whose time has come: the longest overdue first, and not all of many. */
  listDue(now: Date): Promise<readonly DueDelivery[]>;
  /** True if this is one of the first `most` confirmation mails of the day (UTC), and no other one goes to the same address that day. */
  spendConfirmation(delivery: Delivery, now: Date, most: number): Promise<boolean>;
};

/** `attempts` counts its claims. */
export type DueDelivery = Delivery & {readonly attempts: number};

/** Longer than a function that sends may run (60 s), so that a lease never ends under a living sender. */
export const leaseMs = 90_000;

export type Deliverer = {
  readonly subscribers: Pick<SubscriberTable, 'read'>;
  readonly ledger: MailLedger;
  readonly mailer: Mailer;
  /** The mail as it is now to be sent; nothing if it is wanted no more. */
  readonly write: (delivery: Delivery, subscriber: Subscriber, now: Date) => Promise<Mail | undefined>;
  /** For the whole blog. */
  readonly confirmationsADay: number;
};

/** `waiting`: the sweep sends it, or would have. */
export type Outcome = 'sent' | 'waiting' | 'unwanted';

const tomorrow = (now: Date): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();

/**
 * Claims, sends, commits. Throws if the mail could not be sent or somebody else is about to send it: try again later. If the commit comes to
 * nothing, SES's own word that it took the mail keeps it from being sent again, once it is there.
 */
export const deliver = async (deliverer: Deliverer, delivery: Delivery, now: Date): Promise<Outcome> => {
  const {subscribers, ledger, mailer, write, confirmationsADay} = deliverer;
  const subscriber = await subscribers.read(delivery.to);
  const mail = subscriber && (await write(delivery, subscriber, now));
  if (!mail) {
    await ledger.close(delivery, now.toISOString(), 'it was wanted no more');
    return 'unwanted';
  }
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const claim = await ledger.claim(delivery, {now: now.toISOString(), until});
  if (claim === 'sent' || claim === 'waiting') return claim;
  if (claim === 'leased')
    throw new Error(`expected the ${delivery.kind} mail to ${delivery.to} to be free, got a lease`);
  const send = async (): Promise<string | undefined> => {
    const mayAsk =
      delivery.kind !== 'confirmation' || (await ledger.spendConfirmation(delivery, now, confirmationsADay));
    return mayAsk ? mailer.send(mail, delivery, now) : undefined;
  };
  const messageId = await send().catch(async (error: unknown) => {
    const isAttempt = !(error instanceof ThrottledError);
    await ledger.release(delivery, until, now.toISOString(), {isAttempt});
    throw error;
  });
  if (messageId === undefined) {
    await ledger.release(delivery, until, tomorrow(now), {isAttempt: false});
    return 'waiting';
  }
  await ledger.commit(delivery, until, {messageId, sentAt: now.toISOString()});
  return 'sent';
};
