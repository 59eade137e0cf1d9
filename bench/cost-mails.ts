// Pure: what a mail of a new post uses, sent and told of by SES, and what mails use in a month in which there are none.

import type {Unit} from './prices.ts';

export type MailUsage = Readonly<Partial<Record<Unit, number>>>;

/** What a blog has once; a mail holds nothing but text. */
export type MailFacts = {
  readonly apiMb: number;
  readonly regions: number;
  /** What SES lets the account send. */
  readonly mailsPerSecond: number;
  readonly mailBytes: number;
  /** Of the post's record. */
  readonly postBytes: number;
};

/** A page of a run: so many seconds at this share of the account's rate. */
const pageSeconds = 45;
const shareOfRate = 0.8;

export const mailsPerPage = ({mailsPerSecond}: Pick<MailFacts, 'mailsPerSecond'>): number =>
  Math.ceil(mailsPerSecond * shareOfRate * pageSeconds);

const gigabytes = (mb: number): number => mb / 1024;

/** Half a unit for 4 KB, where the answer may be a moment old. */
const eventualReads = (bytes: number): number => Math.ceil(bytes / 4096) / 2;

/** What expires is deleted for nothing where that happens, and paid for as a write in every other region. */
const expiry = (regions: number): number => regions - 1;

/**
 * The function waits for its turn as long as the rate has it, whatever it computes. It reads the subscriber as they are now, the post and its
 * cover; the claim writes a record below 1 KB and its entry in the index `due`, the commit writes that record and removes that entry.
 */
export const sentMail = (facts: MailFacts): MailUsage => {
  const {apiMb, regions, mailsPerSecond, mailBytes, postBytes} = facts;
  const perPage = 1 / mailsPerPage(facts);

  return {
    mails: 1,
    mailBytes,
    // SendPostMails and MorePostMails.
    transitions: 2 * perPage,
    calls: perPage,
    gbSeconds: gigabytes(apiMb) / (mailsPerSecond * shareOfRate),
    readUnits: 1 + eventualReads(postBytes) + eventualReads(4096),
    writeUnits: 4 * regions + expiry(regions),
  };
};

/** Lambda takes up to ten messages at once; at worst each comes alone, and is fetched and deleted alone. */
const toldMs = 20;

/**
 * SES tells of a mail once: it was delivered, or came back. The ledger is asked to take it for sent, which it mostly is. The event and its count
 * are written in one transaction, which is two writes for each at home.
 */
export const toldMail = ({apiMb, regions}: MailFacts): MailUsage => ({
  publishes: 1,
  queueRequests: 2,
  calls: 1,
  gbSeconds: (gigabytes(apiMb) * toldMs) / 1000,
  writeUnits: 5 + 2 * (regions - 1) + expiry(regions),
});

const secondsPerMonth = 30.4 * 24 * 3600;
const sweepSeconds = 600;
const sweepMs = 50;

/** A schedule calls a function, which asks an index whether anything is due. */
export const monthOfSweeps = ({apiMb}: MailFacts): MailUsage => {
  const sweeps = secondsPerMonth / sweepSeconds;

  return {
    scheduledCalls: sweeps,
    calls: sweeps,
    gbSeconds: (sweeps * gigabytes(apiMb) * sweepMs) / 1000,
    readUnits: sweeps / 2,
  };
};

/**
 * Lambda asks a queue with five long polls beside one another, of 20 seconds each; with fewer where nothing limits how many calls it makes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const monthOfPolls = (): MailUsage => ({queueRequests: (5 * secondsPerMonth) / 20});
