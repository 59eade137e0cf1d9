// What AWS asks for in eu-central-1, in USD and without free tiers, since DynamoDB became cheaper in November 2024.

/** What a photo uses: of each of these some number, which may be a fraction. */
export type PhotoUnit =
  | 'transitions'
  | 'expressRuns'
  | 'expressGbSeconds'
  | 'calls'
  | 'gbSeconds'
  | 'puts'
  | 'gets'
  | 'writeUnits'
  | 'readUnits'
  | 'publishes'
  | 'events'
  | 'logBytes';

/** What only mails use. */
export type MailUnit = 'mails' | 'mailBytes' | 'queueRequests' | 'scheduledCalls';

export type Unit = PhotoUnit | MailUnit;

/** What a bill is split by. */
export type Post = 'workflow' | 'compute' | 'PUTs' | 'mails' | 'others';

type Price = {readonly usd: number; readonly per: number; readonly post: Post};

const million = 1e6;

export const prices: Readonly<Record<Unit, Price>> = {
  // https://aws.amazon.com/step-functions/pricing/ — each state that is entered; Express: the first 1,000 GB-hours of a month.
  transitions: {usd: 0.025, per: 1000, post: 'workflow'},
  expressRuns: {usd: 1, per: million, post: 'workflow'},
  expressGbSeconds: {usd: 0.06, per: 3600, post: 'workflow'},
  // https://aws.amazon.com/lambda/pricing/ — arm64, the first tier.
  calls: {usd: 0.2, per: million, post: 'compute'},
  gbSeconds: {usd: 0.0000133334, per: 1, post: 'compute'},
  // https://aws.amazon.com/s3/pricing/ — S3 Standard.
  puts: {usd: 0.0054, per: 1000, post: 'PUTs'},
  gets: {usd: 0.0043, per: 10_000, post: 'others'},
  // https://aws.amazon.com/dynamodb/pricing/on-demand/ — a replicated write costs in each region what any other does.
  writeUnits: {usd: 0.7625, per: million, post: 'others'},
  readUnits: {usd: 0.1525, per: million, post: 'others'},
  // https://aws.amazon.com/sns/pricing/ — delivery to SQS is free.
  publishes: {usd: 0.5, per: million, post: 'others'},
  // https://aws.amazon.com/eventbridge/pricing/ — S3's notifications are opt-in events, which are not free; starting the target is.
  events: {usd: 1, per: million, post: 'others'},
  // https://aws.amazon.com/cloudwatch/pricing/ — taking logs in.
  logBytes: {usd: 0.63, per: 1e9, post: 'others'},
  // https://aws.amazon.com/ses/pricing/ — the mail, and its bytes as data that leave AWS; nothing is attached.
  mails: {usd: 0.1, per: 1000, post: 'mails'},
  mailBytes: {usd: 0.09, per: 1e9, post: 'mails'},
  // https://aws.amazon.com/sqs/pricing/ — a standard queue.
  queueRequests: {usd: 0.4, per: million, post: 'others'},
  // https://aws.amazon.com/eventbridge/pricing/ — the Scheduler.
  scheduledCalls: {usd: 1, per: million, post: 'others'},
};

/** https://aws.amazon.com/cloudfront/pricing/ — each path after the first 1,000 of a month. */
export const usdPerPurgedPath = 0.005;
