// When a mail is due, and how it is sent once although every change arrives at least once and SES cannot tell a repeated call.
import type {SubscriberId} from './addresses.ts';
import type {LinkKey} from './links.ts';
import {type Mailer, type MailKind, mailFor} from './mails.ts';
import type {SiteSettings} from './site-settings.ts';
import type {Subscriber, SubscriberTable} from './subscribers.ts';

/** Two deliveries of the same `kind` and `occasion` to a subscriber are the same mail. */
export type Delivery = {readonly to: SubscriberId; readonly kind: MailKind; readonly occasion?: string};

/** One record a delivery. Who holds the lease may send; `leaseUntil` is also the proof of holding it. */
export type MailLedger = {
  /** `sent` and `leased` (by somebody else, until later than `now`) leave the record as it is. */
  claim(delivery: Delivery, lease: {now: string; leaseUntil: string}): Promise<'claimed' | 'leased' | 'sent'>;
  /** Gives the lease back, so that the next attempt need not wait for its end. */
  release(delivery: Delivery, leaseUntil: string): Promise<void>;
  commit(delivery: Delivery, leaseUntil: string, sent: {messageId: string; sentAt: string}): Promise<void>;
};

export type SubscriberChange = {readonly before?: Subscriber; readonly after?: Subscriber};

/** A subscriber who appears as confirmed without a consent was imported, and gets no mail for that. */
export const dueDelivery = ({before, after}: SubscriberChange): Delivery | undefined => {
  if (after?.status === 'pending' && after.askedAt !== before?.askedAt)
    return {to: after.id, kind: 'confirmation', occasion: after.askedAt};
  if (after?.status === 'confirmed' && before?.status !== 'confirmed' && (before || after.consent))
    return {to: after.id, kind: 'welcome'};
  return undefined;
};

const isStillWanted: Record<MailKind, (subscriber: Subscriber, delivery: Delivery) => boolean> = {
  confirmation: ({status, askedAt}, {occasion}) => status === 'pending' && askedAt === occasion,
  welcome: ({status}) => status === 'confirmed',
};

/** Longer than a function that sends may run (60 s), so that a lease never ends under a living sender. */
const leaseMs = 90_000;

export type Deliverer = {
  readonly subscribers: SubscriberTable;
  readonly ledger: MailLedger;
  readonly mailer: Mailer;
  readonly site: SiteSettings;
  readonly signingKey: () => Promise<LinkKey>;
};

/** Claims, sends, commits. Throws if the mail could not be sent or somebody else is about to send it: try again later. */
export const deliver = async (deliverer: Deliverer, delivery: Delivery, now: Date): Promise<void> => {
  const {subscribers, ledger, mailer, site, signingKey} = deliverer;
  const subscriber = await subscribers.read(delivery.to);
  if (!subscriber || !isStillWanted[delivery.kind](subscriber, delivery)) return;
  const mail = mailFor(delivery.kind, {subscriber, site, key: await signingKey()});
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString();
  const claim = await ledger.claim(delivery, {now: now.toISOString(), leaseUntil});
  if (claim === 'sent') return;
  if (claim === 'leased')
    throw new Error(`expected the ${delivery.kind} mail to ${delivery.to} to be free, got a lease`);
  const messageId = await mailer.send(mail, now).catch(async (error: unknown) => {
    await ledger.release(delivery, leaseUntil);
    throw error;
  });
  await ledger.commit(delivery, leaseUntil, {messageId, sentAt: now.toISOString()});
};

export const deliverDueMail = async (
  deliverer: Deliverer,
  {now, ...change}: SubscriberChange & {readonly now: Date},
): Promise<void> => {
  const delivery = dueDelivery(change);
  if (delivery) await deliver(deliverer, delivery, now);
};
