import {type Fragment, logicalId, ref, resource, stack, sub} from '../cfn.ts';
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

const configurationSetId = logicalId('configuration-set');

/** SES counts bounces and complaints by it, and a mail that goes out with it needs a right of its own to it. */
const configurationSet = () => ({
  env: {CONFIGURATION_SET: ref(configurationSetId)},
  grant: (sender: string): Grant => ({
    ...sendAs(sender),
    resource: sub`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${ref(configurationSetId)}`,
  }),
  resources: [
    resource(configurationSetId, 'AWS::SES::ConfigurationSet', {
      Name: stack.name,
      ReputationOptions: {ReputationMetricsEnabled: true},
      SuppressionOptions: {SuppressedReasons: ['BOUNCE', 'COMPLAINT']},
    }),
  ],
});

export const mailSubsystem = (config: Config, {data, edge}: Needs): MailSubsystem => {
  const {subscribers, linkKey, failures} = data;
  const {sender} = config.mail;
  const ownSet = config.mail.configurationSet ? configurationSet() : undefined;

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
      ...ownSet?.env,
    },
    grants: [
      subscribers.grants.getItem,
      subscribers.grants.updateItem,
      linkKey.grants.read,
      sendAs(sender),
      ...(ownSet ? [ownSet.grant(sender)] : []),
    ],
  });

  return {
    about: config.mail.confirm
      ? 'a new subscriber is asked to confirm, a confirmed one is welcomed.'
      : 'a new subscriber is welcomed.',
    alarms: sendMail.alarms,
    resources: [
      ...sendMail.resources,
      resource(
        logicalId('sender-identity'),
        'AWS::SES::EmailIdentity',
        {EmailIdentity: sender},
        {why: 'SES mails this address a link to click before it sends anything.'},
      ),
      ...(ownSet?.resources ?? []),
    ],
  };
};
