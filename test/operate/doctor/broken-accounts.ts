// Blogs that are broken in what SES says of the account.

import {known} from '../../../operate/doctor/facts.ts';
import {type BrokenBlogs, ses, withoutSuppression} from './changed-facts.ts';
import {sender} from './healthy-blog.ts';

const identities = known({[sender]: 'Pending' as const});

export const brokenAccounts: BrokenBlogs = {
  Identity: [
    [
      'not clicked',
      ses({identities}),
      /not verified yet in eu-central-1/,
      /click the link .* aws ses verify-email-identity --email-address hello@/,
    ],
    ['unknown', ses({identities: known({})}), /unknown to SES/, /deploy the blog/],
    [
      'given up',
      ses({identities: known({[sender]: 'Failed'})}),
      /gave up .*\(Failed\)/,
      /aws ses verify-email-identity/,
    ],
    ['another domain', ses({identities: known({'y.org': 'Success'})}), /unknown to SES/, /verify-email-identity/],
  ],
  Account: [
    [
      'paused',
      ses({isSending: known(false)}),
      /paused/,
      /update-account-sending-enabled --enabled --region eu-central-1/,
    ],
  ],
  Sandbox: [
    [
      'in it',
      ses({isInSandbox: known(true)}),
      /verified addresses alone/,
      /put-account-details --production-access-enabled .*--website-url https:\/\/light-and-latitude\.org --region eu-central-1/,
    ],
  ],
  'Configuration set': [
    [
      'not there',
      ses({configurationSet: known(undefined)}),
      /none in eu-central-1, so SES refuses every mail/,
      /deploy-regions/,
    ],
    [
      'without destination',
      ses({configurationSet: known({name: 'myblog', destinations: []})}),
      /myblog tells nobody/,
      /deploy-regions/,
    ],
    [
      'switched off',
      ses({
        configurationSet: known({name: 'myblog', destinations: [{isEnabled: false, events: ['bounce', 'complaint']}]}),
      }),
      /to itself/,
      /deploy-regions/,
    ],
  ],
  Quota: [
    [
      'used up',
      ses({quota: known({max24HourSend: 200, maxSendRate: 1, sentLast24Hours: 200})}),
      /200 of 200 .* no more today/,
      /wait until tomorrow/,
    ],
  ],
  Suppression: [
    [
      'of nobody',
      {...ses({suppressedReasons: known([])}), template: withoutSuppression},
      /goes on mailing/,
      /put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT/,
    ],
    [
      'of bounces alone',
      {...ses({suppressedReasons: known(['BOUNCE'])}), template: withoutSuppression},
      /goes on/,
      /COMPLAINT/,
    ],
  ],
  Reputation: [
    [
      'bounces',
      ses({statistics: known({sent: 1_000, bounces: 50, complaints: 0})}),
      /5\.00 % of 1000 mails bounced.* reviews/,
      /npm run subscribers -- count/,
    ],
    [
      'complaints',
      ses({statistics: known({sent: 1_000, bounces: 0, complaints: 1})}),
      /0\.10 % were called spam/,
      /Reputation metrics/,
    ],
  ],
};

export const advisedAccounts: BrokenBlogs = {
  Quota: [
    [
      'nearly used up',
      ses({quota: known({max24HourSend: 200, maxSendRate: 1, sentLast24Hours: 180})}),
      /wait until tomorrow/,
      /servicequotas/,
    ],
  ],
  Reputation: [
    [
      'more bounces than usual',
      ses({statistics: known({sent: 1_000, bounces: 20, complaints: 0})}),
      /^2\.00 %/,
      /old lists/,
    ],
    [
      'more complaints than usual',
      ses({statistics: known({sent: 10_000, bounces: 0, complaints: 8})}),
      /0\.08 %/,
      /old lists/,
    ],
  ],
};
