// What every mail carries: whom it is from, how it is left, and where its links lead.

import {spelling} from '../../generator/rules/view/values.ts';
import {areRelated, domainOf} from './domains.ts';
import type {Facts, SampleMail} from './facts.ts';
import {advice, type Check, type Finding, given, ok, wrong} from './findings.ts';
import {clickPath, mailersOf} from './template-checks.ts';

/** The only one that its reader did not subscribe to yet. */
const withoutList = 'confirmation';

const valuesOf = ({headers}: SampleMail, name: string): readonly string[] =>
  headers.flatMap(([key, value]) => (key === name ? value : []));

/** Once each: SES refuses a mail that has one of them twice. https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
const isOnce = (values: readonly string[], form: RegExp): boolean => values.length === 1 && form.test(values[0] ?? '');

const oneClick = new RegExp(`^<https://[^\\s<>]+${clickPath}\\?token=[^\\s<>]+>$`);

/**
 * https://www.rfc-editor.org/rfc/rfc8058; Gmail and Yahoo ask for it: https://support.google.com/a/answer/81126, https://senders.yahooinc.com/best-practices/
 */
const checkHeaders = (mails: readonly SampleMail[], {config}: Facts): Finding => {
  const fix = 'npm run mails shows them as they travel; src/domain/mails.ts and src/adapters/mailer.ts write them';
  const {sender, replyTo} = config.mail;
  const foreign = mails.filter((mail) => mail.from !== sender || mail.replyTo !== replyTo);
  if (foreign.length > 0)
    return wrong(`not from ${sender}, or not answered as it says: ${foreign.map(({kind}) => kind).join(', ')}`, fix);
  const trapped = mails.filter(
    (mail) =>
      mail.kind !== withoutList &&
      !(
        isOnce(valuesOf(mail, 'list-unsubscribe'), oneClick) &&
        isOnce(valuesOf(mail, 'list-unsubscribe-post'), /^List-Unsubscribe=One-Click$/)
      ),
  );
  if (trapped.length > 0)
    return wrong(`cannot be left with one click (RFC 8058): ${trapped.map(({kind}) => kind).join(', ')}`, fix);
  return ok('every mail but the confirmation is left with one click (RFC 8058)');
};

const checkLinks = (facts: Facts): Finding =>
  given(facts.template, (view) => {
    const {config} = facts;
    const fix = 'npm run generate, then deploy';
    const addresses = [...new Set(mailersOf(view).map((item) => spelling(item.get('Environment.Variables.SITE_URL'))))];
    const insecure = addresses.find((address) => !address.startsWith('https://'));
    if (insecure !== undefined) return wrong(`links lead to '${insecure}', not by https`, fix);
    const {domain} = config;
    const sentFrom = domainOf(config.mail.sender);
    if (domain && addresses.some((address) => address !== `https://${domain.name}`))
      return wrong(`links lead to ${addresses.join(', ')}, not to https://${domain.name}`, fix);
    if (!domain)
      return advice(
        `links lead to a name of cloudfront.net, by https, while mails come from ${sentFrom}: filters like both to be one`,
        'set domain in blog.config.ts to a name of yours',
      );
    if (!areRelated(domain.name, sentFrom))
      return advice(
        `links lead to ${domain.name}, while mails come from ${sentFrom}: filters like both to be one`,
        `set mail.sender in blog.config.ts to an address of ${domain.name}`,
      );
    return ok(`by https to ${domain.name}`);
  });

export const mailChecks: readonly Check[] = [
  {title: 'One-click headers', check: (facts) => given(facts.mails, (mails) => checkHeaders(mails, facts))},
  {title: 'Links', check: checkLinks},
];
