// Who the mails are from, and whether an answer gets there.

import {emailAddress} from '../../src/domain/addresses.ts';
import {domainOf, isReserved} from './domains.ts';
import {type Answers, type Fact, type Facts, known, recordsOf} from './facts.ts';
import {type Check, type Finding, notChecked, ok, wrong} from './findings.ts';

const checkAddress = (setting: string, address: string): Finding => {
  if (!emailAddress.safeParse(address).success)
    return wrong(
      `${setting} is '${address}', which no mail can come from`,
      `set ${setting} in blog.config.ts to an address like hello@your-domain.org`,
    );
  if (isReserved(domainOf(address)))
    return wrong(
      `${setting} is ${address}, and ${domainOf(address)} is a name for examples`,
      `set ${setting} in blog.config.ts to an address of a domain that is yours, npm run generate, deploy`,
    );
  return ok(address);
};

/** A null MX takes no mail at all (RFC 7505); without any MX the name's own address does (RFC 5321, 5.1). */
const takesMail = (dns: Fact<Answers>, domain: string): Fact<boolean> => {
  const mx = recordsOf(dns, 'MX', domain);
  if ('unknown' in mx) return mx;
  if (mx.known.length > 0) return known(mx.known.some((record) => !/^\d+ \.?$/.test(record)));
  const own = recordsOf(dns, 'A', domain);
  return 'unknown' in own ? own : known(own.known.length > 0);
};

const checkMailbox = ({config: {mail}, dns}: Facts): Finding => {
  const addresses = [mail.sender, ...(mail.replyTo ? [mail.replyTo] : [])];
  const domains = [...new Set(addresses.map(domainOf))];
  const answers = domains.map((domain) => ({domain, takes: takesMail(dns, domain)}));
  const deaf = answers.flatMap(({domain, takes}) => ('known' in takes && !takes.known ? domain : []));
  if (deaf.length > 0)
    return wrong(
      `${deaf.join(' and ')} takes no mail: neither SES's mail to verify the sender nor an answer arrives`,
      `publish the MX record of your mail provider for ${deaf.join(' and ')}, or mail from an address that takes mail`,
    );
  const silent = answers.flatMap(({takes}) => ('unknown' in takes ? takes.unknown : []))[0];
  return silent === undefined ? ok(`${domains.join(' and ')} takes mail`) : notChecked(silent);
};

export const senderChecks: readonly Check[] = [
  {title: 'Sender', check: ({config}) => checkAddress('mail.sender', config.mail.sender)},
  {
    title: 'Reply-To',
    check: ({config: {mail}}) =>
      mail.replyTo === undefined
        ? ok('answers go to the sender, since mail.replyTo is not set')
        : checkAddress('mail.replyTo', mail.replyTo),
  },
];

export const mailboxCheck: Check = {title: 'Mailbox', check: checkMailbox};
