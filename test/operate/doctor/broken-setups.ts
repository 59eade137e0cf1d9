// Blogs that are broken in what blog.config.ts, template.yaml and the mails say.

import {gone} from '../../generator/rules/sabotage.ts';
import {type BrokenBlogs, configured, headers, mails, template, withoutDomain, zoneWith} from './changed-facts.ts';
import {domain, healthyBlog, may, sender, viewOf} from './healthy-blog.ts';

const behavior = 'Distribution.DistributionConfig.CacheBehaviors.PathPattern=/api/subscribers*';
const destination = 'FeedbackDestination.EventDestination';

export const brokenSetups: BrokenBlogs = {
  Sender: [
    ['a placeholder', configured({sender: 'hello@example.com'}), /example\.com is a name for examples/, /mail\.sender/],
    ['of this network alone', configured({sender: 'hello@blog.local'}), /blog\.local is a name/, /mail\.sender/],
    ['a host without a domain', configured({sender: 'hello@localhost'}), /no mail can come from/, /mail\.sender/],
    ['a dot too many', configured({sender: 'hello.@blog.org'}), /'hello\.@blog\.org'/, /mail\.sender/],
  ],
  'Reply-To': [['a placeholder', configured({replyTo: 'hello@mail.test'}), /mail\.test is a name/, /mail\.replyTo/]],
  Template: [
    ['another sender', configured({sender: `x@${domain}`}), /SendMailFunction, .* mails otherwise/, /npm run generate/],
    ['no Reply-To', template('SweepMailsFunction.Environment.Variables.REPLY_TO', gone), /^SweepMails/, /generate/],
    ['a set too many', configured({configurationSet: false}), /mails otherwise/, /generate/],
    ['no function that mails', {...healthyBlog, template: viewOf({Resources: {}})}, /no function/, /generate/],
  ],
  Permission: [
    [
      'of another sender',
      template(`${may('identity')}.Condition.StringEquals.ses:FromAddress`, 'x@y.org'),
      /SendMailFunction \(identity\)/,
      /generate/,
    ],
    ['not for the identity', template(may('identity'), gone), /SendMailFunction \(identity\)/, /generate/],
    [
      'not for the configuration set',
      template(may('configuration-set'), gone),
      /SendMailFunction \(configuration-set\)/,
      /generate/,
    ],
    ['refused', template(`${may('configuration-set')}.Effect`, 'Deny'), /\(configuration-set\)/, /generate/],
    ['to send otherwise', template(`${may('identity')}.Action`, 'ses:SendEmail'), /\(identity\)/, /generate/],
  ],
  Feedback: [
    [
      'of a set that is not there',
      template('SendMailFunction.Environment.Variables.CONFIGURATION_SET', 'x'),
      /SendMailFunction names no/,
      /generate/,
    ],
    ['switched off', template(`${destination}.Enabled`, false), /tells nobody/, /generate/],
    ['without complaints', template(`${destination}.MatchingEventTypes`, ['bounce']), /tells nobody/, /generate/],
    ['to no topic', template(`${destination}.SnsDestination`, gone), /tells nobody/, /generate/],
    ['of another set', template('FeedbackDestination.ConfigurationSetName', 'x'), /tells nobody/, /generate/],
  ],
  'One-click route': [
    ['gone', template('UnsubscribeFunction.Events', gone), /no function answers POST/, /generator\/routes\.ts/],
    [
      'behind the token',
      template('UnsubscribeFunction.Events.Route.Properties.Auth', gone),
      /author's token/,
      /routes\.ts/,
    ],
    ['no POST at the edge', template(`${behavior}.AllowedMethods`, ['GET', 'HEAD']), /lets no POST/, /generate/],
    ['no token at the edge', template(`${behavior}.OriginRequestPolicyId`, gone), /drops the token/, /generate/],
  ],
  'One-click headers': [
    [
      'gone',
      headers((name, value) => (name === 'list-unsubscribe' ? [] : [[name, value]])),
      /RFC 8058.*: welcome$/,
      /npm run mails/,
    ],
    [
      'without the POST',
      headers((name, value) => (name === 'list-unsubscribe-post' ? [] : [[name, value]])),
      /: welcome$/,
      /npm run mails/,
    ],
    [
      'twice',
      headers((name, value) =>
        name === 'list-unsubscribe'
          ? [
              [name, value],
              [name, value],
            ]
          : [[name, value]],
      ),
      /: welcome$/,
      /mails/,
    ],
    ['by http', headers((name, value) => [[name, value.replace('<https:', '<http:')]]), /: welcome$/, /npm run mails/],
    [
      'by mail alone',
      headers((name, value) => [[name, name === 'list-unsubscribe' ? `<mailto:${sender}>` : value]]),
      /: welcome$/,
      /mails/,
    ],
    ['of somebody else', mails((mail) => ({...mail, from: 'x@y.org'})), /^not from .*: welcome$/, /npm run mails/],
    ['answered elsewhere', mails((mail) => ({...mail, replyTo: undefined})), /not answered .*: welcome$/, /mails/],
  ],
  Links: [
    [
      'by http',
      template('SendMailFunction.Environment.Variables.SITE_URL', `http://${domain}`),
      /not by https/,
      /generate/,
    ],
    [
      'elsewhere',
      template('SendMailFunction.Environment.Variables.SITE_URL', 'https://y.org'),
      /not to https:\/\/light/,
      /generate/,
    ],
  ],
  Mailbox: [
    [
      'no MX',
      await zoneWith({[`MX ${domain}`]: []}),
      /takes no mail/,
      /publish the MX record .* for light-and-latitude\.org/,
    ],
    ['a null MX', await zoneWith({[`MX ${domain}`]: ['0 ']}), /takes no mail/, /publish the MX/],
  ],
};

export const advisedSetups: BrokenBlogs = {
  Feedback: [
    [
      'of nobody',
      configured({configurationSet: false}),
      /mails on to who bounced/,
      /set mail\.configurationSet to true/,
    ],
  ],
  Links: [
    [
      'to cloudfront.net',
      withoutDomain,
      /cloudfront\.net, by https, while mails come from light/,
      /set domain in blog\.config/,
    ],
    [
      'to another domain',
      configured({sender: 'hello@y.org'}),
      /lead to light-and-latitude\.org, while mails come from y\.org/,
      /an address of light/,
    ],
  ],
};
