// No mail stays unsent: what a sender that died, or a budget that was spent, left behind is sent, or gets its reason.
import {type Deliverer, type DueDelivery, deliver} from './deliveries.ts';
import {ThrottledError} from './mail-throttling.ts';

/** More would mean that nobody can send this mail. */
const maxAttempts = 10;

/** A sweep ends before the function does, which has 60 s. */
const sweepMs = 45_000;

/** What the sweep did about one mail. */
type Deed = 'sent' | 'waiting' | 'unwanted' | 'given up';

const sweepOne = async (deliverer: Deliverer, {attempts, ...delivery}: DueDelivery, now: Date): Promise<Deed> => {
  if (attempts < maxAttempts) return deliver(deliverer, delivery, now);
  await deliverer.ledger.giveUp(delivery, now.toISOString(), `${attempts} attempts to send it failed`);
  return 'given up';
};

/**
 * One after the other, which is slower than any account out of the sandbox may send. Answers how many mails of each kind there were. A mail that
 * fails does not keep the others, and then this throws at the end; once SES has had enough, or the time is over, the others are the next sweep's.
 */
export const sweepMails = async (deliverer: Deliverer, clock: () => Date): Promise<Readonly<Record<Deed, number>>> => {
  const counts = {sent: 0, waiting: 0, unwanted: 0, 'given up': 0};
  const errors: unknown[] = [];
  const endsAt = clock().getTime() + sweepMs;
  for (const due of await deliverer.ledger.listDue(clock())) {
    if (clock().getTime() >= endsAt) break;
    try {
      counts[await sweepOne(deliverer, due, clock())] += 1;
    } catch (error) {
      if (error instanceof ThrottledError) break;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `expected to sweep every mail, failed at ${errors.length}`);
  return counts;
};
