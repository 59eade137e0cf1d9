// Pure: what is wrong with the mails of a post, held against its subscribers, the kills and the rate of the account.
import type {SubscriberId} from '../../src/domain/addresses.ts';
import {mostWithin, steadyRate} from './rates.ts';

/** A mail about the post, as its reader has it. */
export type PostMail = {
  readonly to: readonly string[];
  /** When SES took it, in epoch milliseconds. */
  readonly sentAt: number;
  /** Whom the token in List-Unsubscribe lets leave; nothing if it is not signed, or not there. */
  readonly leaver: SubscriberId | undefined;
  readonly isOneClick: boolean;
  readonly hasCover: boolean;
};

export type Kill = {
  /** In epoch milliseconds. */
  readonly at: number;
  /** Whose mail was claimed, and not committed, when the process was dead. */
  readonly orphans: readonly SubscriberId[];
};

export type Sending = {
  /** Confirmed, by their addresses. */
  readonly subscribers: ReadonlyMap<string, SubscriberId>;
  readonly mails: readonly PostMail[];
  readonly kills: readonly Kill[];
  /** Of the account, a second. */
  readonly maxSendRate: number;
  readonly leaseMs: number;
};

/** What a run may use of the account's rate, and the least it should when nothing hinders it. */
const share = 0.8;
const leastShare = 0.6;

/** Long enough that a crowd which a busy machine held up, two seconds' mails at most (src/domain/post-mails.ts), stays below the account's rate. */
const windowSeconds = 10;
const heldSeconds = 2;

/** Mails by the reader they are to. */
const byReader = ({subscribers, mails}: Sending): ReadonlyMap<SubscriberId, readonly PostMail[]> =>
  Map.groupBy(
    mails.filter(({to}) => subscribers.has(to[0] ?? '')),
    ({to}) => subscribers.get(to[0] ?? '') as SubscriberId,
  );

/** How long a call that was under way at a kill may have begun before, or go on in SES after it. */
const underWayMs = 5000;

/**
 * Whether each further mail came by the one way that is left: a process died with the mail claimed and not committed, SES took the mail at that time,
 * and the next one left when the lease was over.
 */
const isExcused = (id: SubscriberId, mails: readonly PostMail[], {kills, leaseMs}: Sending): boolean => {
  const times = mails.map(({sentAt}) => sentAt).toSorted((one, other) => one - other);
  return times.slice(1).every((next, index) => {
    const sentAt = times[index] ?? next;
    return (
      next >= sentAt + leaseMs - underWayMs &&
      kills.some(({at, orphans}) => orphans.includes(id) && Math.abs(at - sentAt) <= underWayMs)
    );
  });
};

const wrongMail = ({to, leaver, isOneClick, hasCover}: PostMail, {subscribers}: Sending): string | undefined => {
  const [address = 'nobody', ...others] = to;
  const id = subscribers.get(address);
  if (others.length > 0) return `expected a mail to one reader, got ${to.join(', ')}`;
  if (id === undefined) return `expected mails to confirmed subscribers alone, got one to ${address}`;
  if (leaver !== id) return `expected the link of ${address} to let ${id} leave, got ${leaver ?? 'no valid token'}`;
  if (!isOneClick) return `expected one click to be enough to leave (RFC 8058), not so in the mail to ${address}`;
  return hasCover ? undefined : `expected the cover in the mail to ${address}, got none`;
};

export type Figures = {
  readonly missing: number;
  /** Second mails by the one way that is left, and by any other. */
  readonly excused: number;
  readonly doubled: number;
  /** Most within ten seconds of the run. Short bursts are allowed. https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html */
  readonly sustained: number;
  /** Most within a second: of the run, and of the sweep, which is not paced and stops where SES has enough. */
  readonly runMost: number;
  readonly sweepMost: number;
  readonly steady: number;
  readonly allowed: number;
};

/** When the run sent, and when the sweep did: what a kill left over is the sweep's, once the lease has ended. */
const timesOf = ({subscribers, mails, kills}: Sending): Readonly<Record<'run' | 'sweep', readonly number[]>> => {
  const leftAt = new Map(kills.flatMap(({at, orphans}) => orphans.map((id) => [id, at] as const)));
  const {run = [], sweep = []} = Object.groupBy(mails, ({to, sentAt}) => {
    const left = leftAt.get(subscribers.get(to[0] ?? '') as SubscriberId);
    return left === undefined || sentAt < left + underWayMs ? 'run' : 'sweep';
  });
  const sorted = (some: readonly PostMail[]) => some.map(({sentAt}) => sentAt).toSorted((one, other) => one - other);
  return {run: sorted(run), sweep: sorted(sweep)};
};

export const figuresOf = (sending: Sending): Figures => {
  const {subscribers, kills, maxSendRate} = sending;
  const readers = byReader(sending);
  const doubled = [...readers].filter(([, theirs]) => theirs.length > 1);
  const excused = doubled.filter(([id, theirs]) => isExcused(id, theirs, sending)).length;
  const {run, sweep} = timesOf(sending);
  return {
    missing: subscribers.size - readers.size,
    excused,
    doubled: doubled.length - excused,
    sustained: mostWithin(run, windowSeconds * 1000),
    runMost: mostWithin(run, 1000),
    sweepMost: mostWithin(sweep, 1000),
    steady: steadyRate(
      run,
      kills.map(({at}) => at),
    ),
    allowed: maxSendRate * share,
  };
};

/** In sentences; none if every reader has one mail of their own, and the rate was kept and used. */
export const faultsOf = (sending: Sending): readonly string[] => {
  const {missing, doubled, sustained, steady, allowed} = figuresOf(sending);
  const wrong = sending.mails.flatMap((mail) => wrongMail(mail, sending) ?? []);
  return [
    ...(missing > 0 ? [`expected a mail to everybody, got none to ${missing}`] : []),
    ...(doubled > 0 ? [`expected one mail each, got more to ${doubled} whom no kill excuses`] : []),
    ...wrong,
    ...(sustained > allowed * (windowSeconds + heldSeconds)
      ? [`expected the run to keep to ${allowed.toFixed(1)} mails a second, got ${sustained} in ${windowSeconds} s`]
      : []),
    ...(steady < allowed * leastShare
      ? [
          `expected at least ${(allowed * leastShare).toFixed(1)} mails a second while nothing hinders, got ${steady.toFixed(1)}`,
        ]
      : []),
  ];
};
