// What SES tells of a mail after it took it, and what follows for who was mailed.
import * as z from 'zod/mini';
import {emailAddress, type SubscriberId, subscriberId} from './addresses.ts';
import type {Delivery, MailLedger} from './deliveries.ts';
import {taggedDelivery} from './mail-tags.ts';
import type {Cause} from './subscriber-life.ts';
import {removeSubscriber, type SubscriberTable} from './subscribers.ts';

const timestamp = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T/));
const recipients = z.array(z.object({emailAddress: z.string()}));
const tag = z.optional(z.array(z.string()));
const mail = z.object({
  messageId: z.string(),
  timestamp,
  destination: z.array(z.string()),
  tags: z.optional(z.object({kind: tag, occasion: tag})),
});

/**
 * Messages of the topic, of the types that the configuration set is asked for.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const feedback = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({
      bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
      bouncedRecipients: recipients,
      timestamp,
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({
      complaintSubType: z.nullish(z.string()),
      complaintFeedbackType: z.nullish(z.string()),
      complainedRecipients: recipients,
      timestamp,
    }),
  }),
  z.object({
    eventType: z.literal('Delivery'),
    mail,
    delivery: z.object({recipients: z.array(z.string()), timestamp}),
  }),
  z.object({eventType: z.literal('Reject'), mail}),
]);
export type Feedback = z.output<typeof feedback>;

/**
 * What is counted, a mail to each recipient: `withheld` is what SES did not even try to send, since the address once complained to
 * somebody of this account; `rejected` what it found harmful.
 */
export type Outcome = 'delivered' | 'hardBounces' | 'softBounces' | 'complaints' | 'withheld' | 'rejected';

/** A soft bounce, such as a full mailbox or an answer from a holiday, says nothing of the next mail. */
const causes: Readonly<Partial<Record<Outcome, Extract<Cause, 'bounced' | 'complained'>>>> = {
  hardBounces: 'bounced',
  complaints: 'complained',
};

type Report = {
  /** Nothing is counted of who said that a mail is no spam. */
  readonly outcome: Outcome | undefined;
  readonly recipients: readonly string[];
  readonly at: string;
};

type Complaint = Extract<Feedback, {eventType: 'Complaint'}>['complaint'];

const complaintOutcome = ({complaintSubType, complaintFeedbackType}: Complaint): Outcome | undefined => {
  if (complaintSubType === 'OnAccountSuppressionList') return 'withheld';
  return complaintFeedbackType?.toLowerCase() === 'not-spam' ? undefined : 'complaints';
};

const addressesOf = (all: z.output<typeof recipients>): readonly string[] => all.map((one) => one.emailAddress);

const reportOf = (event: Feedback): Report => {
  switch (event.eventType) {
    case 'Bounce': {
      const {bounceType, bouncedRecipients, timestamp: at} = event.bounce;
      const outcome = bounceType === 'Permanent' ? 'hardBounces' : 'softBounces';
      return {outcome, recipients: addressesOf(bouncedRecipients), at};
    }
    case 'Complaint': {
      const {complainedRecipients, timestamp: at} = event.complaint;
      return {outcome: complaintOutcome(event.complaint), recipients: addressesOf(complainedRecipients), at};
    }
    case 'Delivery':
      return {outcome: 'delivered', recipients: event.delivery.recipients, at: event.delivery.timestamp};
    case 'Reject':
      return {outcome: 'rejected', recipients: event.mail.destination, at: event.mail.timestamp};
  }
};

/** Of `Ada <ada@example.com>` as of `ada@example.com`; nothing if that is no address, or none that anybody could have signed up. */
const recipientId = (recipient: string): SubscriberId | undefined => {
  const [, address = recipient] = /<([^<>]*)>\s*$/.exec(recipient) ?? [];
  const {data} = z.safeParse(emailAddress, address);
  return data && subscriberId(data);
};

export type FeedbackCount = {
  /** Names the event: SES's own name for the mail, what became of it, and when. */
  readonly id: string;
  /** The month in which the mail was sent, `2026-11`, so that what came back stands beside what was delivered. */
  readonly month: string;
  readonly outcome: Outcome;
  readonly recipients: number;
};

export type FeedbackCounts = {
  /** Counts an event once, however often it comes. */
  add(count: FeedbackCount, now: Date): Promise<void>;
};

/** The delivery that a mail was; nothing of one that somebody else sent by this configuration set. */
const deliveryOf = ({tags, destination: [recipient = '']}: Feedback['mail']): Delivery | undefined => {
  const to = recipientId(recipient);
  const [[kind], [occasion]] = [tags?.kind ?? [], tags?.occasion ?? []];
  return to && taggedDelivery(to, {kind, occasion});
};

type Recorder = {
  readonly subscribers: SubscriberTable;
  readonly ledger: Pick<MailLedger, 'acknowledge'>;
  readonly counts: FeedbackCounts;
};

/** A mail that SES tells of was sent, also if its sender died. Whoever is not subscribed is passed over; who is to get no more mail is seen to first, so that a failure to count comes again. */
export const recordFeedback = async (
  {subscribers, ledger, counts}: Recorder,
  event: Feedback,
  {now}: {readonly now: Date},
): Promise<void> => {
  const {messageId, timestamp: sentAt} = event.mail;
  const delivery = deliveryOf(event.mail);
  if (delivery) await ledger.acknowledge(delivery, {messageId, sentAt});
  const {outcome, recipients: told, at} = reportOf(event);
  if (outcome === undefined) return;
  const by = causes[outcome];
  const ids = new Set(by ? told.flatMap((recipient) => recipientId(recipient) ?? []) : []);
  for (const id of ids) if (by) await removeSubscriber(subscribers, id, {by, now});
  await counts.add(
    {id: `${messageId}#${event.eventType}#${at}`, month: sentAt.slice(0, 7), outcome, recipients: told.length},
    now,
  );
};
