// What the sender's domain asks receivers to do with forged mails, and whether the blog's would pass for one.

import {askForKeys, provenSigner} from './dkim-checks.ts';
import {type FoundPolicy, findPolicy} from './dmarc.ts';
import {domainOf} from './domains.ts';
import {type Dkim, type Fact, type Facts, recordsOf} from './facts.ts';
import {type Check, type Finding, given, ok, wrong} from './findings.ts';
import {mailFromOf} from './mail-from-checks.ts';

const policyOf = ({config, dns}: Facts): Fact<FoundPolicy> =>
  findPolicy(domainOf(config.mail.sender), (name) => recordsOf(dns, 'TXT', name));

/** Gmail, Yahoo and Outlook ask who mails many for one. https://support.google.com/a/answer/81126, https://senders.yahooinc.com/best-practices/ */
const checkRecord = ({config}: Facts, policy: FoundPolicy): Finding => {
  const own = domainOf(config.mail.sender);
  const least = '"v=DMARC1; p=none"';
  if (!policy)
    return wrong(`neither ${own} nor a domain above it has a record`, `publish TXT _dmarc.${own} → ${least}`);
  if ('breach' in policy)
    return wrong(`${policy.at}: ${policy.breach}`, `leave one record there: TXT ${policy.at} → ${least}`);
  return ok(`${policy.at} asks for ${policy.request}`);
};

const fates = {none: 'receivers may take them for forged', quarantine: 'they end as spam', reject: 'they are refused'};

/** A mail passes by a signature, or a domain that bears the bounces, of the sender's own. https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dmarc.html */
const checkAlignment = (facts: Facts, keys: Readonly<Record<string, Dkim>>, found: FoundPolicy): Finding => {
  const {config} = facts;
  const own = domainOf(config.mail.sender);
  const policy = found && 'request' in found ? found : undefined;
  const signer = provenSigner(facts, keys);
  if (signer !== undefined && (signer === own || policy?.dkim !== 'strict'))
    return ok(`the signature of ${signer} stands for ${own}`);
  const mailFrom = mailFromOf(facts);
  if (mailFrom?.status === 'Success' && policy?.spf !== 'strict')
    return ok(`SPF of ${mailFrom.domain} stands for ${own}`);
  const fate = fates[policy?.request ?? 'none'];
  if (signer === undefined || !policy)
    return wrong(`nothing in a mail proves that it is from ${own}: ${fate}`, 'have SES sign for it: see DKIM');
  return wrong(
    `mails are signed by ${signer}, and ${policy.at} asks for ${own} itself (adkim=s): ${fate}`,
    `take adkim=s out of TXT ${policy.at}, or: ${askForKeys(facts, own)}`,
  );
};

export const dmarcChecks: readonly Check[] = [
  {title: 'DMARC', check: (facts) => given(policyOf(facts), (policy) => checkRecord(facts, policy))},
  {
    title: 'DMARC alignment',
    check: (facts) =>
      given(facts.ses.dkim, (keys) => given(policyOf(facts), (policy) => checkAlignment(facts, keys, policy))),
  },
];
