import {listGivenUpMails} from '../../src/adapters/given-up-mails.ts';
import {countWaitingMails, everySubscriber, type Reported, readFeedback} from '../../src/adapters/subscriber-list.ts';
import type {SubscriberStatus} from '../../src/domain/subscriber-life.ts';
import {readArguments} from '../command-line.ts';
import {UserError} from '../user-error.ts';
import {openBlog, placeLine, placeOptions} from './open-blog.ts';

export type Counts = {
  readonly subscribers: Readonly<Record<SubscriberStatus, number>>;
  readonly feedback: Reported;
  readonly waitingMails: number;
  readonly givenUpMails: number;
  /** Records of subscribers that are not as they should be. */
  readonly unreadable: number;
};

/** `feedback` is that of the month (UTC) of `now`. */
export const countSubscribers = async (now: Date): Promise<Counts> => {
  const subscribers = {confirmed: 0, pending: 0, unsubscribed: 0, suppressed: 0};
  let unreadable = 0;
  const all = everySubscriber(() => {
    unreadable += 1;
  });
  for await (const {status} of all) subscribers[status] += 1;
  const {length: givenUpMails} = await listGivenUpMails();
  return {
    ...{subscribers, unreadable, givenUpMails},
    feedback: await readFeedback(now),
    waitingMails: await countWaitingMails(),
  };
};

/** Pure. Withheld is what SES keeps from addresses on its own list, rejected what it found harmful. */
export const countLines = (
  {subscribers, unreadable, feedback, waitingMails, givenUpMails}: Counts,
  now: Date,
): readonly string[] => {
  const line = ([name, count]: readonly [string, number]): string => `  ${name.padEnd(14)}${count}`;
  const total = Object.values(subscribers).reduce((sum, count) => sum + count, 0);
  return [
    'Subscribers',
    ...[...Object.entries(subscribers), ['in all', total] as const].map(line),
    ...(unreadable > 0 ? [line(['unreadable', unreadable])] : []),
    `Mails in ${now.toISOString().slice(0, 7)} (UTC), as SES reported them`,
    line(['arrived', feedback.delivered]),
    line(['soft bounces', feedback.softBounces]),
    line(['bounces', feedback.hardBounces]),
    line(['complaints', feedback.complaints]),
    line(['withheld', feedback.withheld]),
    line(['rejected', feedback.rejected]),
    `Mails waiting: ${waitingMails}`,
    `Mails given up: ${givenUpMails}${givenUpMails > 0 ? '; npm run redrive has them tried again' : ''}`,
  ];
};

export const tellCounts = async (args: readonly string[]): Promise<void> => {
  const {values, positionals} = readArguments('subscribers', args, placeOptions);
  if (positionals.length > 0) throw new UserError(`expected nothing after count, got '${positionals.join(' ')}'`);
  const stack = await openBlog(values);
  const now = new Date();
  for (const text of [placeLine(stack), ...countLines(await countSubscribers(now), now)]) console.log(text);
};
