// The records that the checks look at, from whatever resolver this machine has.

import {Resolver} from 'node:dns/promises';
import type {Config} from '../../generator/config.ts';
import {dkimNames, signedBy} from './dkim.ts';
import {treeWalk} from './dmarc.ts';
import {domainOf, isReserved} from './domains.ts';
import {type Answers, type Fact, known, type RecordType, type SesFacts, unknown} from './facts.ts';

/** The values of a name, [] if it has none of the type. Rejects if nobody answers. */
export type Ask = (type: RecordType, name: string) => Promise<readonly string[]>;

type Question = readonly [type: RecordType, name: string];

/** What all checks together want to know. */
export const questionsOf = (
  {mail: {sender, replyTo}}: Pick<Config, 'mail'>,
  ses: Pick<SesFacts, 'dkim' | 'mailFrom'>,
): readonly Question[] => {
  const mailboxes = [...new Set([sender, ...(replyTo ? [replyTo] : [])].map(domainOf))];
  const keys = 'known' in ses.dkim ? ses.dkim.known : {};
  const signer = signedBy(sender, keys);
  const names = signer === undefined ? [] : dkimNames(signer, keys[signer]?.tokens ?? []);
  const bounces = 'known' in ses.mailFrom ? Object.values(ses.mailFrom.known) : [];
  return [
    ...mailboxes.flatMap((domain): Question[] => [
      ['MX', domain],
      ['A', domain],
    ]),
    ...treeWalk(domainOf(sender)).map((name): Question => ['TXT', name]),
    ...names.flatMap(({name}): Question[] => [
      ['CNAME', name],
      ['TXT', name],
    ]),
    ...bounces.flatMap(({domain}): Question[] => [
      ['MX', domain],
      ['TXT', domain],
    ]),
  ];
};

/** Of a name that always has records: a resolver without a way to the internet may say of every name that there is none. */
const control: Question = ['TXT', 'amazonses.com'];

const answerTo = async (ask: Ask, [type, name]: Question): Promise<Answers> => {
  try {
    return {[`${type} ${name}`]: await ask(type, name)};
  } catch {
    return {};
  }
};

/** What was not answered is missing; unknown if this machine's resolver answers nothing at all, or the sender's domain is nobody's. */
export const readAnswers = async (sender: string, questions: readonly Question[], ask: Ask): Promise<Fact<Answers>> => {
  if (isReserved(domainOf(sender))) return unknown(`${domainOf(sender)} publishes nothing: set mail.sender first`);
  const {[control.join(' ')]: records = []} = await answerTo(ask, control);
  if (records.length === 0)
    return unknown(
      `the resolver of this machine knows no ${control[1]}: run this where DNS of the internet is answered`,
    );
  const answers = await Promise.all(questions.map((question) => answerTo(ask, question)));
  return known(Object.assign({}, ...answers));
};

const withoutDot = (name: string): string => name.replace(/\.$/, '').toLowerCase();

type Lookups = Pick<Resolver, 'resolve4' | 'resolveCname' | 'resolveMx' | 'resolveTxt'>;

const none = ['ENODATA', 'ENOTFOUND'];

/** Asks the resolver that this machine is set up with. */
export const askResolver = (resolver: Lookups = new Resolver({timeout: 2_000, tries: 2})): Ask => {
  const lookups: Readonly<Record<RecordType, (name: string) => Promise<readonly string[]>>> = {
    A: (name) => resolver.resolve4(name),
    CNAME: async (name) => (await resolver.resolveCname(name)).map(withoutDot),
    MX: async (name) =>
      (await resolver.resolveMx(name)).map(({priority, exchange}) => `${priority} ${withoutDot(exchange)}`),
    TXT: async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join('')),
  };
  return async (type, name) => {
    try {
      return await lookups[type](name);
    } catch (error) {
      if (none.includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  };
};
