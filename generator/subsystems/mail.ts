import {type Fragment, logicalId, resource, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import {blogEnv, mailEnv} from '../env.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {streamLambda} from '../resources/consumers.ts';
import type {DataSubsystem} from './data.ts';
import type {EdgeSubsystem} from './edge.ts';

export type MailSubsystem = Fragment & {readonly alarms: readonly Alarm[]};

type Needs = {readonly data: DataSubsystem; readonly edge: EdgeSubsystem};

const sendAs = (sender: string): Grant => ({
  actions: ['ses:SendRawEmail'],
  resource: sub`arn:${stack.partition}:ses:${stack.region}:${stack.account}:identity/*`,
  condition: {StringEquals: {'ses:FromAddress': sender}},
  why: "May mail only as the sender. Any identity, since the sandbox asks for the recipient's too.",
});

export const mailSubsystem = (config: Config, {data, edge}: Needs): MailSubsystem => {
  const {subscribers, linkKey, failures} = data;

  const sendMail = streamLambda(config, {
    handler: 'send-mail',
    table: subscribers,
    filters: [
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: {NewImage: {kind: {S: ['subscriber']}, status: {S: ['pending', 'confirmed']}}},
      },
    ],
    failures,
    timeoutSeconds: 60,
    env: {
      ...subscribers.env,
      ...linkKey.env,
      ...mailEnv(config),
      ...blogEnv(config),
      ...edge.siteEnv,
    },
    grants: [
      subscribers.grants.getItem,
      subscribers.grants.updateItem,
      linkKey.grants.read,
      sendAs(config.mail.sender),
    ],
  });

  return {
    about: 'a new subscriber is asked to confirm, a confirmed one is welcomed.',
    alarms: sendMail.alarms,
    resources: [
      ...sendMail.resources,
      resource(
        logicalId('sender-identity'),
        'AWS::SES::EmailIdentity',
        {EmailIdentity: config.mail.sender},
        {why: 'SES mails this address a link to click before it sends anything.'},
      ),
    ],
  };
};
