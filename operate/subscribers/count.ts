import {countWaitingMails, everySubscriber, type Reported, readFeedback} from '../../src/adapters/subscriber-list.ts';
import type {SubscriberStatus} from '../../src/domain/subscriber-life.ts';
import {readArguments} from '../command-line.ts';
import {UserError} from '../user-error.ts';
import {openBlog, placeLine, placeOptions} from './open-blog.ts';

export type Counts = {
  readonly subscribers: Readonly<Record<SubscriberStatus, number>>;
  readonly feedback: Reported;
  readonly waitingMails: number;
};

/** `feedback` is that of the month (UTC) of `now`. */
export const countSubscribers = async (now: Date): Promise<Counts> => {
  const subscribers = {confirmed: 0, pending: 0, unsubscribed: 0, suppressed: 0};
  for await (const {status} of everySubscriber()) subscribers[status] += 1;
  return {subscribers, feedback: await readFeedback(now), waitingMails: await countWaitingMails()};
};

/** Pure. Withheld is what SES keeps from addresses on its own list, rejected what it found harmful. */
export const countLines = ({subscribers, feedback, waitingMails}: Counts, now: Date): readonly string[] => {
  const line = ([name, count]: readonly [string, number]): string => `  ${name.padEnd(14)}${count}`;
  const total = Object.values(subscribers).reduce((sum, count) => sum + count, 0);
  return [
    'Subscribers',
    ...[...Object.entries(subscribers), ['in all', total] as const].map(line),
    `Mails in ${now.toISOString().slice(0, 7)} (UTC), as SES reported them`,
    line(['arrived', feedback.delivered]),
    line(['soft bounces', feedback.softBounces]),
    line(['bounces', feedback.hardBounces]),
    line(['complaints', feedback.complaints]),
    line(['withheld', feedback.withheld]),
    line(['rejected', feedback.rejected]),
    `Mails waiting: ${waitingMails}`,
  ];
};

export const tellCounts = async (args: readonly string[]): Promise<void> => {
  const {values, positionals} = readArguments('subscribers', args, placeOptions);
  if (positionals.length > 0) throw new UserError(`expected nothing after count, got '${positionals.join(' ')}'`);
  const stack = await openBlog(values);
  const now = new Date();
  for (const text of [placeLine(stack), ...countLines(await countSubscribers(now), now)]) console.log(text);
};
