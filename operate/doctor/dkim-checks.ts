// Whether SES signs mails in the name of the sender's domain, and what is missing for that.

import {dkimNames, dkimTarget, isDkimTarget, signedBy} from './dkim.ts';
import {domainOf} from './domains.ts';
import {type Answers, type Dkim, type Fact, type Facts, recordsOf} from './facts.ts';
import {type Check, type Finding, given, ok, wrong} from './findings.ts';

type Keys = Readonly<Record<string, Dkim>>;

/** An address that is verified itself may be signed otherwise than its domain. https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy-managing.html */
const isSwitchedOff = ({config, ses}: Facts, keys: Keys): boolean => {
  const {sender} = config.mail;
  const isVerified = 'known' in ses.identities && ses.identities.known[sender] === 'Success';
  return isVerified && keys[sender]?.isEnabled === false;
};

/** The domain that SES signs mails of the sender for, now; nothing if it signs as amazonses.com alone. */
export const provenSigner = (facts: Facts, keys: Keys): string | undefined => {
  const domain = signedBy(facts.config.mail.sender, keys);
  const key = domain === undefined ? undefined : keys[domain];
  return key?.isEnabled && key.status === 'Success' && !isSwitchedOff(facts, keys) ? domain : undefined;
};

/** By a CNAME, or by what it leads to where the zone flattens it; undefined if nobody answers. */
const isPublished = (dns: Fact<Answers>, name: string, token: string): boolean | undefined => {
  const [cname, txt] = [recordsOf(dns, 'CNAME', name), recordsOf(dns, 'TXT', name)];
  if ('unknown' in cname || 'unknown' in txt) return undefined;
  return cname.known.some((to) => isDkimTarget(to, token)) || txt.known.some((record) => /\bp=\S/.test(record));
};

/** What SES itself says is enough where nobody answers. */
const missingNames = ({dns}: Facts, domain: string, {tokens, status}: Dkim) => {
  const names = dkimNames(domain, tokens).map((one) => ({...one, isThere: isPublished(dns, one.name, one.token)}));
  const isSilent = names.some(({isThere}) => isThere === undefined);
  return isSilent && status === 'Success' ? [] : names.filter(({isThere}) => !isThere);
};

/** A domain may be verified without: then it exists, and is asked for them another way. */
export const askForKeys = ({ses, region}: Facts, domain: string): string =>
  'known' in ses.identities && ses.identities.known[domain] === 'Success'
    ? `aws ses verify-domain-dkim --domain ${domain} --region ${region}`
    : `aws sesv2 create-email-identity --email-identity ${domain} --region ${region}`;

/** https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html */
const checkDkim = (facts: Facts, keys: Keys): Finding => {
  const {config, region} = facts;
  const {sender} = config.mail;
  const domain = signedBy(sender, keys);
  const key = domain === undefined ? undefined : keys[domain];
  if (domain === undefined || !key) {
    const own = domainOf(sender);
    return wrong(
      `SES has no keys for ${own}: it signs as amazonses.com, which receivers do not take for the sender`,
      `if ${own} is yours: ${askForKeys(facts, own)}, then this again for the records to publish; if not, set mail.sender to an address of a domain that is`,
    );
  }
  const off = [...(key.isEnabled ? [] : [domain]), ...(isSwitchedOff(facts, keys) ? [sender] : [])][0];
  if (off !== undefined)
    return wrong(
      `signing is switched off for ${off}`,
      `aws ses set-identity-dkim-enabled --identity ${off} --dkim-enabled --region ${region}`,
    );
  const missing = missingNames(facts, domain, key);
  if (missing.length > 0)
    return wrong(
      `${missing.length} of ${key.tokens.length} records of ${domain} ${missing.length === 1 ? 'is' : 'are'} missing`,
      `publish ${missing.map(({name, token}) => `CNAME ${name} → ${dkimTarget(token, region)}`).join(', ')}`,
    );
  if (key.status !== 'Success')
    return wrong(
      `the records of ${domain} are published, and SES says ${key.status}`,
      `wait, SES looks for up to 72 hours; if it has given up: aws ses verify-domain-dkim --domain ${domain} --region ${region}`,
    );
  return ok(`SES signs as ${domain}`);
};

export const dkimChecks: readonly Check[] = [
  {title: 'DKIM', check: (facts) => given(facts.ses.dkim, (keys) => checkDkim(facts, keys))},
];
