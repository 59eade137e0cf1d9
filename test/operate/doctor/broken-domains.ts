// Blogs that are broken in what the domain of the sender publishes.

import {known, unknown} from '../../../operate/doctor/facts.ts';
import {type BrokenBlogs, bearing, configured, key, keyOf, ses, zoneWith} from './changed-facts.ts';
import {dnsWith, domain, sender} from './healthy-blog.ts';

export const brokenDomains: BrokenBlogs = {
  DKIM: [
    [
      'one record gone',
      await zoneWith({[`CNAME def._domainkey.${domain}`]: []}),
      /^1 of 3 records of light-and-latitude\.org is missing/,
      /publish CNAME def\._domainkey\.light-and-latitude\.org → def\.dkim\.amazonses\.com$/,
    ],
    [
      'a record of another',
      await zoneWith({[`CNAME abc._domainkey.${domain}`]: ['abc.dkim.y.org']}),
      /^1 of 3/,
      /CNAME abc/,
    ],
    [
      'nothing published',
      {...ses({dkim: keyOf({status: 'Pending'})}), dns: await dnsWith({'TXT amazonses.com': ['x']})},
      /^3 of 3 .* are missing/,
      /CNAME abc.*, CNAME def.*, CNAME ghi/,
    ],
    [
      'no answer, and not seen',
      {...ses({dkim: keyOf({status: 'Pending'})}), dns: unknown('no resolver')},
      /^3 of 3/,
      /CNAME abc/,
    ],
    [
      'not seen yet',
      ses({dkim: keyOf({status: 'Pending'})}),
      /published, and SES says Pending/,
      /72 hours.* verify-domain-dkim --domain light/,
    ],
    [
      'switched off',
      ses({dkim: keyOf({isEnabled: false})}),
      /switched off for light/,
      /set-identity-dkim-enabled --identity light-and-latitude\.org --dkim-enabled/,
    ],
    [
      'switched off for the address',
      ses({dkim: known({[domain]: key, [sender]: {isEnabled: false, status: 'NotStarted', tokens: []}})}),
      /switched off for hello@/,
      /--identity hello@/,
    ],
    [
      'no domain',
      ses({
        identities: known({[sender]: 'Success'}),
        dkim: known({[sender]: {isEnabled: true, status: 'NotStarted', tokens: []}}),
      }),
      /SES has no keys for light/,
      /create-email-identity --email-identity light-and-latitude\.org --region eu-central-1.*; if not, set mail\.sender/,
    ],
    [
      'verified without keys',
      ses({
        identities: known({[domain]: 'Success'}),
        dkim: known({[sender]: {isEnabled: true, status: 'NotStarted', tokens: []}}),
      }),
      /SES has no keys for light/,
      /aws ses verify-domain-dkim --domain light-and-latitude\.org --region eu-central-1/,
    ],
  ],
  'MAIL FROM': [
    [
      'no MX',
      await zoneWith({[`MX bounces.${domain}`]: []}),
      /without SES's MX$/,
      /publish MX bounces\.light-and-latitude\.org → 10 feedback-smtp\.eu-central-1\.amazonses\.com/,
    ],
    [
      'a second MX',
      await zoneWith({[`MX bounces.${domain}`]: ['10 feedback-smtp.eu-central-1.amazonses.com', '20 y.org']}),
      /SES's MX/,
      /no other/,
    ],
    [
      'of another region',
      await zoneWith({[`MX bounces.${domain}`]: ['10 feedback-smtp.us-east-1.amazonses.com']}),
      /SES's MX/,
      /eu-central-1/,
    ],
    [
      'no SPF',
      await zoneWith({[`TXT bounces.${domain}`]: ['something else']}),
      /SES's SPF/,
      /TXT bounces.* → "v=spf1 include:amazonses\.com ~all"/,
    ],
    [
      'SPF of others',
      await zoneWith({[`TXT bounces.${domain}`]: ['v=spf1 include:notamazonses.com -all']}),
      /SES's SPF/,
      /"v=spf1/,
    ],
    [
      'two SPF',
      await zoneWith({[`TXT bounces.${domain}`]: ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all']}),
      /SES's SPF/,
      /no other SPF/,
    ],
    [
      'nothing, and no way without',
      await zoneWith(
        {[`MX bounces.${domain}`]: [], [`TXT bounces.${domain}`]: []},
        ses({mailFrom: bearing({withoutMx: 'RejectMessage'})}),
      ),
      /MX and SPF: SES may refuse every mail/,
      /MX bounces.*, TXT bounces/,
    ],
    ['not seen yet', ses({mailFrom: bearing({status: 'Pending'})}), /SES says Pending/, /72 hours/],
  ],
  DMARC: [
    [
      'none',
      await zoneWith({[`TXT _dmarc.${domain}`]: []}),
      /neither light-and-latitude\.org nor a domain above/,
      /publish TXT _dmarc\.light-and-latitude\.org → "v=DMARC1; p=none"/,
    ],
    [
      'two',
      await zoneWith({[`TXT _dmarc.${domain}`]: ['v=DMARC1; p=none', 'v=DMARC1; p=reject']}),
      /expected one DMARC record, got 2/,
      /one record/,
    ],
    ['no request', await zoneWith({[`TXT _dmarc.${domain}`]: ['v=DMARC1; rua=mailto:x@y.org']}), /got no p/, /p=none/],
    [
      'a request of no kind',
      await zoneWith({[`TXT _dmarc.${domain}`]: ['v=DMARC1; p=nothing']}),
      /got p=nothing/,
      /p=none/,
    ],
    [
      'a version of no kind',
      await zoneWith({[`TXT _dmarc.${domain}`]: ['v=dmarc1; p=none']}),
      /expected 'v=DMARC1;'/,
      /p=none/,
    ],
  ],
  'DMARC alignment': [
    [
      'no signature',
      ses({dkim: known({}), mailFrom: known({})}),
      /nothing in a mail proves .*: they are refused/,
      /see DKIM/,
    ],
    ['switched off', ses({dkim: keyOf({isEnabled: false}), mailFrom: known({})}), /they are refused/, /see DKIM/],
    [
      'no signature, and they say nothing',
      await zoneWith({[`TXT _dmarc.${domain}`]: []}, ses({dkim: known({}), mailFrom: known({})})),
      /may take them for forged/,
      /see DKIM/,
    ],
    [
      'strict, and bounces elsewhere',
      await zoneWith({[`TXT _dmarc.${domain}`]: ['v=DMARC1; p=quarantine; aspf=s']}, ses({dkim: known({})})),
      /they end as spam/,
      /see DKIM/,
    ],
    [
      'strict, and signed by the domain above',
      {
        ...configured({sender: `hello@blog.${domain}`}),
        dns: known({[`TXT _dmarc.blog.${domain}`]: ['v=DMARC1; p=reject; adkim=s; aspf=s']}),
      },
      /\(adkim=s\): they are refused/,
      /take adkim=s out of TXT _dmarc\.blog/,
    ],
  ],
};

export const advisedDomains: BrokenBlogs = {
  'MAIL FROM': [
    [
      'none',
      ses({mailFrom: known({})}),
      /vouches for amazonses\.com alone/,
      /put-email-identity-mail-from-attributes --email-identity light-and-latitude\.org --mail-from-domain bounces\.light/,
    ],
  ],
};
