import test from 'ava';
import {faultsOf, figuresOf, type PostMail, type Sending} from '../../prove/post-mails/post-mail-faults.ts';
import {mostWithin, steadyRate} from '../../prove/post-mails/rates.ts';
import type {SubscriberId} from '../../src/domain/addresses.ts';

const start = Date.parse('2026-03-01T06:00:00.000Z');
const gapMs = 90;
const killedAt = start + 20 * gapMs + 10;
const leaseMs = 90_000;

const idOf = (n: number): SubscriberId => `id-${n}` as SubscriberId;
const addressOf = (n: number): string => `reader-${n}@example.com`;

const mailTo = (n: number, change: Partial<PostMail> = {}): PostMail => ({
  to: [addressOf(n)],
  sentAt: start + n * gapMs,
  leaver: idOf(n),
  isOneClick: true,
  hasCover: true,
  ...change,
});

/** Three hundred readers with a mail each; a kill that left reader 20, whom SES had mailed, and reader 21, whom the sweep then mailed. */
const right = (): Sending => ({
  subscribers: new Map(Array.from({length: 300}, (_, n) => [addressOf(n), idOf(n)])),
  mails: Array.from({length: 300}, (_, n) => mailTo(n, n === 21 ? {sentAt: killedAt + leaseMs} : {})),
  kills: [{at: killedAt, orphans: [idOf(20), idOf(21)]}],
  maxSendRate: 14,
  leaseMs,
});

const withMails = (change: (mails: readonly PostMail[]) => readonly PostMail[]): Sending => {
  const sending = right();
  return {...sending, mails: change(sending.mails)};
};

const replaced = (n: number, change: Partial<PostMail>): Sending =>
  withMails((mails) => mails.with(n, {...mailTo(n), ...change}));

test('a mail each, at the pace of the account, is no fault', (t) => {
  t.deepEqual(faultsOf(right()), []);
  t.like(figuresOf(right()), {missing: 0, excused: 0, doubled: 0, runMost: 12});
});

test('a second mail is excused by a kill between SES and the ledger, and counted', (t) => {
  const sending = withMails((mails) => [...mails, mailTo(20, {sentAt: killedAt + leaseMs})]);

  t.deepEqual(faultsOf(sending), []);
  t.like(figuresOf(sending), {excused: 1, doubled: 0});
});

const late = killedAt + leaseMs;

for (const [what, sending, says] of [
  ['a reader without a mail', withMails((mails) => mails.slice(1)), /to everybody, got none to 1/],
  [
    'a second mail of whom no kill met',
    withMails((mails) => [...mails, mailTo(50, {sentAt: late})]),
    /more to 1 whom no/,
  ],
  [
    'a second mail under the lease',
    withMails((mails) => [...mails, mailTo(20, {sentAt: killedAt + 60_000})]),
    /more to 1/,
  ],
  [
    'a second mail long after the kill',
    withMails((mails) => [...mails, mailTo(21, {sentAt: late + leaseMs})]),
    /more to 1/,
  ],
  [
    'a third mail after one kill',
    withMails((mails) => [...mails, mailTo(20, {sentAt: late}), mailTo(20, {sentAt: late + leaseMs})]),
    /more to 1/,
  ],
  [
    'a mail to somebody else',
    withMails((mails) => [...mails, mailTo(3, {to: ['gone@example.com']})]),
    /got one to gone@/,
  ],
  ['a mail to two', replaced(3, {to: [addressOf(3), addressOf(4)]}), /to one reader/],
  ["somebody else's link", replaced(3, {leaver: idOf(4)}), /let id-3 leave, got id-4/],
  ['a link that nobody signed', replaced(3, {leaver: undefined}), /got no valid token/],
  ['a mail that more than a click is needed to leave', replaced(3, {isOneClick: false}), /RFC 8058/],
  ['a mail without the cover', replaced(3, {hasCover: false}), /expected the cover/],
  [
    'a run too fast',
    withMails((mails) => mails.map((mail, n) => ({...mail, sentAt: start + n * 70}))),
    /keep to 11.2 mails a second, got 143 in 10 s/,
  ],
  [
    'a run too slow',
    withMails((mails) => mails.map((mail, n) => ({...mail, sentAt: start + n * 200}))),
    /at least 6.7 mails a second while nothing hinders, got 5.0/,
  ],
] as const)
  test(`${what} is a fault`, (t) => {
    t.regex(faultsOf(sending).join('\n'), says);
  });

test('the sweep has a pace of its own, and the mails that were left to it slow no run', (t) => {
  const orphans = [21, ...Array.from({length: 20}, (_, n) => 280 + n)].map(idOf);
  const mails = right().mails.map((mail, n) => (n < 280 ? mail : {...mail, sentAt: late + n}));

  const figures = figuresOf({...right(), kills: [{at: killedAt, orphans}], mails});

  t.like(figures, {runMost: 12, sweepMost: 21});
  t.true(figures.steady > 11);
});

test('a window of a second has one of its ends', (t) => {
  t.is(mostWithin([0, 999, 1000, 1999], 1000), 2);
  t.is(mostWithin([], 1000), 0);
});

test('what follows a kill is not held against the pace', (t) => {
  const times = [0, 100, 200, 30_000, 30_100, 30_200];

  t.true(Math.abs(steadyRate(times, [205]) - 10) < 0.1);
  t.true(steadyRate(times, []) < 1);
});
