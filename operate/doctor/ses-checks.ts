// What SES says of the sender and of the account, in the region that the blog mails from.

import {list} from '../../generator/rules/view/values.ts';
import {ofType} from '../../generator/rules/view/view.ts';
import {identitiesOf} from './domains.ts';
import type {DeployedSet, Facts, Quota, VerificationStatus} from './facts.ts';
import {advice, type Check, type Finding, given, notChecked, ok, wrong} from './findings.ts';

const checkIdentity = ({config, region}: Facts, identities: Readonly<Record<string, VerificationStatus>>): Finding => {
  const {sender} = config.mail;
  const verified = identitiesOf(sender).find((identity) => identities[identity] === 'Success');
  if (verified !== undefined)
    return ok(verified === sender ? `${sender} is verified` : `${sender} is verified, by its domain ${verified}`);
  const askAgain = `aws ses verify-email-identity --email-address ${sender} --region ${region}`;
  const status = identities[sender];
  if (status === 'Pending')
    return wrong(
      `${sender} is not verified yet in ${region}`,
      `click the link that SES mailed to ${sender}, within a day; for another mail: ${askAgain}`,
    );
  if (status === undefined || status === 'NotStarted')
    return wrong(
      `${sender} is unknown to SES in ${region}`,
      `deploy the blog, which makes SES mail it a link; or ${askAgain}`,
    );
  return wrong(`SES gave up on ${sender} in ${region} (${status})`, `${askAgain}, then click the link in SES's mail`);
};

const checkSending = ({region}: Facts, isSending: boolean): Finding =>
  isSending
    ? ok(`the account may send in ${region}`)
    : wrong(
        `SES has paused the account in ${region}`,
        `read why in the SES console under Account dashboard, answer AWS, then: aws ses update-account-sending-enabled --enabled --region ${region}`,
      );

const checkSandbox = ({region, blog}: Facts, isInSandbox: boolean): Finding =>
  isInSandbox
    ? wrong(
        `the quota in ${region} is the sandbox's, 200 mails a day: SES delivers to verified addresses alone`,
        `aws sesv2 put-account-details --production-access-enabled --mail-type MARKETING --website-url ${'known' in blog ? blog.known.siteUrl : 'https://YOUR-BLOG'} --region ${region}, or the form of https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html`,
      )
    : ok(`the quota in ${region} is not the sandbox's`);

/** From here on new-post mails wait until tomorrow (src/domain/post-mails.ts). */
const nearlyAll = 0.9;

const checkQuota = ({region}: Facts, {max24HourSend, maxSendRate, sentLast24Hours}: Quota): Finding => {
  const pace = `${maxSendRate} a second`;
  if (max24HourSend < 0) return ok(`as many mails a day as you like, ${pace}`);
  const figures = `${sentLast24Hours} of ${max24HourSend} mails sent in 24 hours, ${pace}`;
  const more = `ask for more: https://console.aws.amazon.com/servicequotas/home/services/ses/quotas?region=${region}`;
  if (sentLast24Hours >= max24HourSend)
    return wrong(`${figures}: SES takes no more today`, `wait until tomorrow, or ${more}`);
  if (sentLast24Hours >= max24HourSend * nearlyAll)
    return advice(`${figures}: mails of new posts wait until tomorrow`, more);
  return ok(figures);
};

const checkSet = ({config, region}: Facts, deployed: DeployedSet | undefined): Finding => {
  if (!config.mail.configurationSet) return ok('none, since mail.configurationSet is false');
  const deploy = 'deploy the blog again: npm run deploy-regions';
  if (!deployed) return wrong(`there is none in ${region}, so SES refuses every mail`, deploy);
  const {name, destinations} = deployed;
  const told = destinations.find(({events}) => ['bounce', 'complaint'].every((event) => events.includes(event)));
  if (!told) return wrong(`${name} tells nobody of bounces and complaints`, deploy);
  if (!told.isEnabled) return wrong(`${name} is told to keep bounces and complaints to itself`, deploy);
  return ok(`${name} is there and tells of bounces and complaints`);
};

/** Of a set of its own, or else of the account. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html */
const checkSuppression = ({template, ses, region}: Facts): Finding =>
  given(template, (view) => {
    const isWhole = (reasons: readonly unknown[]) =>
      ['BOUNCE', 'COMPLAINT'].every((reason) => reasons.includes(reason));
    const sets = ofType(view, 'AWS::SES::ConfigurationSet');
    if (sets.some((set) => isWhole(list(set.get('SuppressionOptions.SuppressedReasons')))))
      return ok('the configuration set mails nobody again who bounced or complained');
    return given(ses.suppressedReasons, (reasons) =>
      isWhole(reasons)
        ? ok('the account mails nobody again who bounced or complained')
        : wrong(
            'SES goes on mailing to who bounced or complained, which ends in a pause',
            `aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT --region ${region}`,
          ),
    );
  });

/** From here on AWS reviews an account. https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html */
const reviewed = {bounces: 0.05, complaints: 0.001};
/** Those of the alarms. */
const watched = {bounces: 0.02, complaints: 0.0008};
/** Of fewer, one bounce is too much of a share. */
const minMails = 500;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const checkReputation = (
  {region}: Facts,
  {sent, bounces, complaints}: {readonly sent: number; readonly bounces: number; readonly complaints: number},
): Finding => {
  if (sent < minMails)
    return notChecked(`${sent} mails in two weeks are too few for a rate: from ${minMails} on it is`);
  const [bounced, complained] = [bounces / sent, complaints / sent];
  const figures = `${percent(bounced)} of ${sent} mails bounced in two weeks, ${percent(complained)} were called spam`;
  const fix = `stop importing old lists, look at npm run subscribers -- count and at the SES console of ${region} under Reputation metrics`;
  if (bounced >= reviewed.bounces || complained >= reviewed.complaints)
    return wrong(
      `${figures}: AWS reviews an account from ${percent(reviewed.bounces)} and ${percent(reviewed.complaints)}`,
      fix,
    );
  if (bounced >= watched.bounces || complained >= watched.complaints) return advice(figures, fix);
  return ok(figures);
};

export const accountChecks: readonly Check[] = [
  {title: 'Identity', check: (facts) => given(facts.ses.identities, (identities) => checkIdentity(facts, identities))},
  {title: 'Account', check: (facts) => given(facts.ses.isSending, (isSending) => checkSending(facts, isSending))},
  {title: 'Sandbox', check: (facts) => given(facts.ses.isInSandbox, (isInSandbox) => checkSandbox(facts, isInSandbox))},
  {
    title: 'Configuration set',
    check: (facts) => given(facts.ses.configurationSet, (deployed) => checkSet(facts, deployed)),
  },
];

export const reputationChecks: readonly Check[] = [
  {title: 'Quota', check: (facts) => given(facts.ses.quota, (quota) => checkQuota(facts, quota))},
  {title: 'Suppression', check: checkSuppression},
  {title: 'Reputation', check: (facts) => given(facts.ses.statistics, (all) => checkReputation(facts, all))},
];
