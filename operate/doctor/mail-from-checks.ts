// Which domain bears the bounces: SPF vouches for it, and for no other.

import {signedBy} from './dkim.ts';
import {domainOf, identitiesOf} from './domains.ts';
import {type Facts, type MailFrom, recordsOf} from './facts.ts';
import {advice, type Check, type Finding, given, ok, wrong} from './findings.ts';

/** Of the nearest identity of the sender that has one of its own. */
export const mailFromOf = ({config, ses}: Facts): MailFrom | undefined => {
  const all = 'known' in ses.mailFrom ? ses.mailFrom.known : {};
  return identitiesOf(config.mail.sender).flatMap((identity) => all[identity] ?? [])[0];
};

/** https://docs.aws.amazon.com/ses/latest/dg/mail-from.html */
const checkRecords = (
  {region}: Facts,
  {domain, status, withoutMx}: MailFrom,
  {mx, txt}: {readonly mx: readonly string[]; readonly txt: readonly string[]},
): Finding => {
  const host = `feedback-smtp.${region}.amazonses.com`;
  const spf = txt.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const missing = [
    {
      name: 'MX',
      isThere: mx.length === 1 && mx[0]?.endsWith(` ${host}`),
      record: `MX ${domain} → 10 ${host} and no other`,
    },
    {
      name: 'SPF',
      isThere: spf.length === 1 && / \+?include:amazonses\.com(?: |$)/i.test(spf[0] ?? ''),
      record: `TXT ${domain} → "v=spf1 include:amazonses.com ~all" and no other SPF`,
    },
  ].filter(({isThere}) => !isThere);
  if (missing.length > 0)
    return wrong(
      `${domain} is to bear the bounces, without SES's ${missing.map(({name}) => name).join(' and ')}${withoutMx === 'RejectMessage' ? ': SES may refuse every mail' : ''}`,
      `publish ${missing.map(({record}) => record).join(', ')}`,
    );
  if (status !== 'Success')
    return wrong(
      `the records of ${domain} are published, and SES says ${status}`,
      'wait, SES looks for up to 72 hours; if it has given up, set the domain once more in the SES console, under Identities',
    );
  return ok(`${domain} bears the bounces, and SPF vouches for it`);
};

const checkMailFrom = (facts: Facts): Finding => {
  const {config, region, dns, ses} = facts;
  const {sender} = config.mail;
  const mailFrom = mailFromOf(facts);
  if (mailFrom)
    return given(recordsOf(dns, 'MX', mailFrom.domain), (mx) =>
      given(recordsOf(dns, 'TXT', mailFrom.domain), (txt) => checkRecords(facts, mailFrom, {mx, txt})),
    );
  const identity = ('known' in ses.dkim && signedBy(sender, ses.dkim.known)) || domainOf(sender);
  return advice(
    'SPF vouches for amazonses.com alone, so DKIM is all that speaks for the sender',
    `aws sesv2 put-email-identity-mail-from-attributes --email-identity ${identity} --mail-from-domain bounces.${identity} --region ${region}, then this again for the records to publish`,
  );
};

export const mailFromChecks: readonly Check[] = [
  {title: 'MAIL FROM', check: (facts) => given(facts.ses.mailFrom, () => checkMailFrom(facts))},
];
