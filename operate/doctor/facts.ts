// What the checks are told: facts that are known, or why they could not be had and what to do about it.

import type {Config} from '../../generator/config.ts';
import type {View} from '../../generator/rules/view/view.ts';
import type {Variables} from '../invoke/invocations.ts';

/** `unknown` is a sentence: why it could not be had, and what to do about it. */
export type Fact<T> = {readonly known: T} | {readonly unknown: string};

export const known = <T>(value: T): Fact<T> => ({known: value});

export const unknown = (why: string): Fact<never> => ({unknown: why});

/** The headers of a rendered mail, in the order in which they travel; names in lower case. */
export type SampleMail = {
  readonly kind: string;
  readonly from: string;
  readonly replyTo: string | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

export type RecordType = 'A' | 'CNAME' | 'MX' | 'TXT';

/** Values by `<type> <name>`, such as `MX blog.example` → `10 mail.blog.example`; none is an empty list, and what nobody answered is not there. */
export type Answers = Readonly<Record<string, readonly string[]>>;

export type VerificationStatus = 'Failed' | 'NotStarted' | 'Pending' | 'Success' | 'TemporaryFailure';

export type Dkim = {
  readonly isEnabled: boolean;
  readonly status: VerificationStatus;
  /** Empty for an address: it is signed by its domain. */
  readonly tokens: readonly string[];
};

export type MailFrom = {
  readonly domain: string;
  readonly status: VerificationStatus;
  /** What SES does with a mail while it finds no MX record. */
  readonly withoutMx: 'RejectMessage' | 'UseDefaultValue';
};

export type Quota = {
  /** -1 for no limit. */
  readonly max24HourSend: number;
  readonly maxSendRate: number;
  readonly sentLast24Hours: number;
};

export type DeployedSet = {
  readonly name: string;
  readonly destinations: readonly {readonly isEnabled: boolean; readonly events: readonly string[]}[];
};

/** By what SES says of the account in one region. The three records are by the address of the sender, its domain and the domains above. */
export type SesFacts = {
  readonly identities: Fact<Readonly<Record<string, VerificationStatus>>>;
  readonly dkim: Fact<Readonly<Record<string, Dkim>>>;
  readonly mailFrom: Fact<Readonly<Record<string, MailFrom>>>;
  readonly isSending: Fact<boolean>;
  readonly isInSandbox: Fact<boolean>;
  readonly quota: Fact<Quota>;
  /** Nothing if there is no such configuration set. */
  readonly configurationSet: Fact<DeployedSet | undefined>;
  readonly suppressedReasons: Fact<readonly string[]>;
  /** Of the last two weeks. */
  readonly statistics: Fact<{readonly sent: number; readonly bounces: number; readonly complaints: number}>;
};

export type DeployedBlog = {
  readonly stackName: string;
  readonly region: string;
  readonly siteUrl: string;
  readonly isLocal: boolean;
  /** Logical id → its environment. */
  readonly functions: Readonly<Record<string, Variables>>;
};

/** What one click in a mail program would get, with a token that nobody signed. */
export type ClickAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  readonly setsCookie: boolean;
};

export type Facts = {
  readonly config: Config;
  /** Of SES, whether something is deployed there or not. */
  readonly region: string;
  /** template.yaml. */
  readonly template: Fact<View>;
  readonly mails: Fact<readonly SampleMail[]>;
  readonly dns: Fact<Answers>;
  readonly ses: SesFacts;
  /** The owner named a stack: then it is a fault if it cannot be asked. */
  readonly isStackNamed: boolean;
  readonly blog: Fact<DeployedBlog>;
  readonly click: Fact<ClickAnswer>;
};

/** Of one name, if the resolver answered for it. */
export const recordsOf = (dns: Fact<Answers>, type: RecordType, name: string): Fact<readonly string[]> => {
  if ('unknown' in dns) return dns;
  const records = dns.known[`${type} ${name}`];
  return records ? known(records) : unknown(`the resolver gave no answer for ${type} ${name}: try again`);
};
