// The mails of a new post, a page of subscribers at a time. Whatever ends a page early, the next one goes on where it ended: the ledger knows
// who has the mail already.
import * as z from 'zod/mini';
import type {SubscriberId} from './addresses.ts';
import {type Deliverer, type Delivery, deliver, type MailLedger, type Outcome} from './deliveries.ts';
import {ThrottledError} from './mail-throttling.ts';
import {isToBeTold} from './new-posts.ts';
import {type Pace, paced, turns} from './pacing.ts';
import type {PostTable} from './posts.ts';
import {type Slug, slug} from './slugs.ts';

/** What the account may send, as SES says it: mails a second, and mails in 24 hours, -1 for as many as one likes. */
export type SendQuota = {
  readonly maxSendRate: number;
  readonly max24HourSend: number;
  readonly sentLast24Hours: number;
};

/** Confirmed subscribers by their ids, in order, beginning after one of them; fewer than `limit` are the last. */
export type ConfirmedReaders = {
  listAfter(after: SubscriberId | undefined, limit: number): Promise<readonly SubscriberId[]>;
};

/** One run sends at a time: two would send at twice their share of the rate. Times are ISO 8601. */
export type SendingTurn = {
  /** True if it is this post's until then: it was before, or nobody's, or that of a run whose time is over by now. Until now: it is given up. */
  take(post: Slug, lease: {readonly now: string; readonly until: string}): Promise<boolean>;
};

export type PostMailing = {
  readonly posts: Pick<PostTable, 'read'>;
  readonly readers: ConfirmedReaders;
  readonly deliverer: Deliverer;
  readonly readQuota: () => Promise<SendQuota>;
  readonly turn: SendingTurn;
  readonly pace: Pace;
};

const counter = z._default(z.int().check(z.minimum(0)), 0);

/**
 * How far a run is; it begins with the slug alone. `after` is the last subscriber who is done with, `throttled` counts the pages in a row that
 * SES has cut short, `left` the mails that are left to the sweep.
 */
export const postMailProgress = z.object({
  slug,
  after: z.optional(z.string().brand<'SubscriberId'>()),
  throttled: counter,
  sent: counter,
  left: counter,
});
export type PostMailProgress = z.output<typeof postMailProgress>;

/** What the workflow goes on with, after `waitSeconds`, while the status is `sending`. */
export type PostMailPage = PostMailProgress & {
  readonly status: 'sending' | 'sent' | 'withdrawn';
  readonly waitSeconds: number;
};

/** The other part of rate and quota is for those who ask to subscribe meanwhile. */
const shareOfRate = 0.8;
const shareOfQuota = 0.9;

/** A page ends before the function does, which has 60 s. */
const pageMs = 45_000;
/** How long a mail may take at full rate before the others have to wait for it. */
const mailSeconds = 2;
const maxAtOnce = 64;

/** SES counts the last 24 hours, whatever the time of day. https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html */
const untilTomorrowSeconds = 24 * 3600;
/** Longer than a page, and the function, may take. */
const turnMs = 90_000;
/** A run that asks as often for seven hours has the longest history that there may be. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const othersTurnSeconds = 10;
const shortestRestSeconds = 15;
const longestRestSeconds = 3600;

const restSeconds = (throttled: number): number =>
  throttled === 0 ? 0 : Math.min(longestRestSeconds, shortestRestSeconds * 2 ** Math.min(throttled - 1, 10));

const roomIn = ({max24HourSend, sentLast24Hours}: SendQuota): number =>
  max24HourSend < 0 ? Number.POSITIVE_INFINITY : Math.floor(max24HourSend * shareOfQuota - sentLast24Hours);

/** `throttled`: it is to be tried again by this run. `left`: by the sweep, since the ledger has it. */
type Deed = Outcome | 'left' | 'throttled';

/** Throws if the ledger cannot be written: then nobody else would know of the mail. */
const mailOne = async (
  deliverer: Deliverer,
  delivery: Delivery,
  {clock, ledger}: {readonly clock: () => Date; readonly ledger: MailLedger},
): Promise<Deed> => {
  try {
    return await deliver(deliverer, delivery, clock());
  } catch (error) {
    if (error instanceof ThrottledError) return 'throttled';
    const now = clock().toISOString();
    await ledger.claim(delivery, {now, until: now});
    return 'left';
  }
};

/** Waits for its turn before each claim, and claims nothing once SES has enough. */
const inTurn = (deliverer: Deliverer, turn: () => Promise<void>, isOver: () => boolean): Deliverer => ({
  ...deliverer,
  ledger: {
    ...deliverer.ledger,
    claim: async (delivery, lease) => {
      await turn();
      if (isOver()) throw new ThrottledError('expected SES to take a mail, got its refusal of another one');
      return deliverer.ledger.claim(delivery, lease);
    },
  },
});

/** The deeds about the first of them, as many as were begun in time, until SES has enough. */
const mailAll = async (
  {deliverer, pace}: PostMailing,
  occasion: Slug,
  ids: readonly SubscriberId[],
  {ratePerSecond, endsAt}: {readonly ratePerSecond: number; readonly endsAt: number},
): Promise<readonly Deed[]> => {
  const deeds: Deed[] = [];
  const atOnce = Math.min(maxAtOnce, Math.max(1, Math.ceil(ratePerSecond * mailSeconds)));
  const isOver = () => deeds.includes('throttled');
  const patient = inTurn(deliverer, turns(ratePerSecond, pace), isOver);
  const {clock} = pace;
  await paced(ids, {ratePerSecond, atOnce, endsAt, isOver}, pace, async (to, index) => {
    const delivery = {to, kind: 'new-post', occasion} as const;
    deeds[index] = await mailOne(patient, delivery, {clock, ledger: deliverer.ledger});
  });
  return deeds;
};

const count = (deeds: readonly Deed[], ...wanted: readonly Deed[]): number =>
  deeds.filter((deed) => wanted.includes(deed)).length;

/** The page after these deeds about the first of `ids`: what comes after the first throttled one is done again, and then counted. */
const pageAfter = (
  progress: PostMailProgress,
  ids: readonly SubscriberId[],
  deeds: readonly Deed[],
): Omit<PostMailPage, 'status'> => {
  const isCutShort = deeds.includes('throttled');
  const done = isCutShort ? deeds.slice(0, deeds.indexOf('throttled')) : deeds;
  const throttled = isCutShort ? progress.throttled + 1 : 0;
  return {
    ...progress,
    ...(done.length > 0 && {after: ids[done.length - 1]}),
    throttled,
    sent: progress.sent + count(done, 'sent'),
    left: progress.left + count(done, 'left', 'waiting'),
    waitSeconds: restSeconds(throttled),
  };
};

const takeTurn = ({turn, pace}: PostMailing, post: Slug, milliseconds: number): Promise<boolean> => {
  const now = pace.clock();
  const until = new Date(now.getTime() + milliseconds);
  return turn.take(post, {now: now.toISOString(), until: until.toISOString()});
};

/** Sends the next mails of a run, for at most 45 seconds, and says how it is to go on. Throws what a repetition may mend. */
export const sendPostMails = async (mailing: PostMailing, progress: PostMailProgress): Promise<PostMailPage> => {
  const endsAt = mailing.pace.clock().getTime() + pageMs;
  const post = await mailing.posts.read(progress.slug, {consistent: true});
  if (!isToBeTold(post)) return {...progress, status: 'withdrawn', waitSeconds: 0};

  const quota = await mailing.readQuota();
  const [room, ratePerSecond] = [roomIn(quota), quota.maxSendRate * shareOfRate];
  const limit = Math.max(1, Math.min(room, Math.ceil((ratePerSecond * pageMs) / 1000)));
  const ids = await mailing.readers.listAfter(progress.after, limit);
  if (ids.length === 0) return {...progress, status: 'sent', waitSeconds: 0};
  if (room < 1) return {...progress, status: 'sending', waitSeconds: untilTomorrowSeconds};
  const isOurs = await takeTurn(mailing, progress.slug, turnMs);
  if (!isOurs) return {...progress, status: 'sending', waitSeconds: othersTurnSeconds};

  const deeds = await mailAll(mailing, progress.slug, ids, {ratePerSecond, endsAt});
  const page = pageAfter(progress, ids, deeds);
  const isEnd = ids.length < limit && page.after === ids.at(-1);
  if (!isEnd) return {...page, status: 'sending'};
  await takeTurn(mailing, progress.slug, 0);
  return {...page, status: 'sent', waitSeconds: 0};
};
