// Which mail a change of a subscriber makes due.
import {type Deliverer, type Delivery, deliver} from './deliveries.ts';
import type {Subscriber} from './subscriber-life.ts';

export type SubscriberChange = {readonly before?: Subscriber; readonly after?: Subscriber};

/** Who was imported gets no mail for that. */
export const dueDelivery = ({before, after}: SubscriberChange): Delivery | undefined => {
  if (after?.status === 'pending' && after.askedAt !== undefined && after.askedAt !== before?.askedAt)
    return {to: after.id, kind: 'confirmation', occasion: after.askedAt};
  const isNew = after?.status === 'confirmed' && before?.status !== 'confirmed';
  return isNew && after.history.at(-1)?.by !== 'imported' ? {to: after.id, kind: 'welcome'} : undefined;
};

/** Throws if the mail could not be sent: the change comes again. */
export const deliverDueMail = async (
  deliverer: Deliverer,
  {now, ...change}: SubscriberChange & {readonly now: Date},
): Promise<void> => {
  const delivery = dueDelivery(change);
  if (delivery) await deliver(deliverer, delivery, now);
};
