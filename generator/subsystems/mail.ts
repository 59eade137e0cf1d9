import {type Fragment, type LogicalId, logicalId, ref, resource, stack, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import {blogEnv, mailEnv} from '../env.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {streamLambda} from '../resources/consumers.ts';
import {type Env, lambda} from '../resources/functions.ts';
import {schedule} from '../resources/schedules.ts';
import type {DataSubsystem} from './data.ts';
import type {EdgeSubsystem} from './edge.ts';

/** Tells what becomes of the mails that go out with it. */
export type ConfigurationSet = {readonly id: LogicalId; readonly arn: Value<string>};

export type MailSubsystem = Fragment & {
  /** What it takes to send any mail, whatever the reason. */
  readonly mailing: {readonly timeoutSeconds: number; readonly env: Env; readonly grants: readonly Grant[]};
  /** Only where the blog has one of its own. */
  readonly configurationSet: ConfigurationSet | undefined;
  readonly alarms: readonly Alarm[];
};

type Needs = {readonly data: DataSubsystem; readonly edge: EdgeSubsystem};

const sendAs = (sender: string): Grant => ({
  actions: ['ses:SendRawEmail'],
  resource: sub`arn:${stack.partition}:ses:${stack.region}:${stack.account}:identity/*`,
  condition: {StringEquals: {'ses:FromAddress': sender}},
  why: "May mail only as the sender. Any identity, since the sandbox asks for the recipient's too.",
});

const configurationSetId = logicalId('configuration-set');

const configurationSetArn = sub`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${ref(configurationSetId)}`;

/** SES counts bounces and complaints by it, and a mail that goes out with it needs a right of its own to it. */
const configurationSet = () => ({
  id: configurationSetId,
  arn: configurationSetArn,
  env: {CONFIGURATION_SET: ref(configurationSetId)},
  grant: (sender: string): Grant => ({
    ...sendAs(sender),
    resource: configurationSetArn,
  }),
  resources: [
    resource(configurationSetId, 'AWS::SES::ConfigurationSet', {
      Name: stack.name,
      ReputationOptions: {ReputationMetricsEnabled: true},
      SuppressionOptions: {SuppressedReasons: ['BOUNCE', 'COMPLAINT']},
    }),
  ],
});

/** Shorter than the lease that a sender takes (src/domain/deliveries.ts). */
const sendTimeoutSeconds = 60;

export const mailSubsystem = (config: Config, {data, edge}: Needs): MailSubsystem => {
  const {posts, photos, subscribers, linkKey, failures} = data;
  const {sender} = config.mail;
  const ownSet = config.mail.configurationSet ? configurationSet() : undefined;

  const mailing = {
    timeoutSeconds: sendTimeoutSeconds,
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
  };

  const sendMail = streamLambda(config, {
    handler: 'send-mail',
    ...mailing,
    table: subscribers,
    filters: [
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: {NewImage: {kind: {S: ['subscriber']}, status: {S: ['pending', 'confirmed']}}},
      },
    ],
    failures,
  });

  const sweepMails = lambda(config, {
    handler: 'sweep-mails',
    ...mailing,
    env: {...mailing.env, ...posts.env, ...photos.env},
    grants: [...mailing.grants, subscribers.queryIndex('due'), posts.grants.getItem, photos.grants.getItem],
    failures,
  });

  const sweeps = schedule({
    noun: 'mail-sweeps',
    description: 'Mails that were left unsent are sent',
    everyMinutes: 10,
    target: sweepMails,
  });

  return {
    about: config.mail.confirm
      ? 'a new subscriber is asked to confirm, a confirmed one is welcomed.'
      : 'a new subscriber is welcomed.',
    mailing,
    configurationSet: ownSet,
    // Ten alarms cost nothing, and a blog that is lean has no more.
    alarms: [...sendMail.alarms, ...(config.profile === 'hardened' ? sweeps.alarms : [])],
    resources: [
      ...sendMail.resources,
      ...sweepMails.resources,
      ...sweeps.resources,
      resource(
        logicalId('sender-identity'),
        'AWS::SES::EmailIdentity',
        {
          EmailIdentity: sender,
          ...(ownSet && {ConfigurationSetAttributes: {ConfigurationSetName: ref(ownSet.id)}}),
        },
        {
          why: 'SES mails this address a link to click before it sends anything.',
          notes: {
            'Properties.ConfigurationSetAttributes':
              'IAM cannot ask for a configuration set: a mail that names none goes out with this one all the same.',
          },
        },
      ),
      ...(ownSet?.resources ?? []),
    ],
  };
};
