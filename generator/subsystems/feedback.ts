import {type Fragment, logicalId, ref, resource} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Alarm} from '../resources/alarms.ts';
import {queueLambda} from '../resources/consumers.ts';
import {subscribedQueue} from '../resources/queues.ts';
import {topic} from '../resources/topics.ts';
import type {DataSubsystem} from './data.ts';
import type {ConfigurationSet} from './mail.ts';

export type FeedbackSubsystem = Fragment & {readonly alarms: readonly Alarm[]};

type Needs = {readonly data: DataSubsystem; readonly configurationSet: ConfigurationSet};

const recordTimeoutSeconds = 30;

/** AWS reviews an account from 5 % and 0.1 %, and may stop its mails. https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html */
const reputation = ({id}: ConfigurationSet): readonly Alarm[] =>
  (
    [
      ['bounces', 'Reputation.BounceRate', 0.02, 'Two mails in a hundred or more came back'],
      ['complaints', 'Reputation.ComplaintRate', 0.000_8, 'Eight mails in ten thousand or more were called spam'],
    ] as const
  ).map(([sign, metric, atLeast, description]) => ({
    description,
    watched: id,
    sign,
    namespace: 'AWS/SES',
    metric,
    // Of this blog's mails alone: without a dimension it is the rate of all who mail from the account.
    dimensions: {'ses:configuration-set': ref(id)},
    statistic: 'Maximum',
    periodSeconds: 3_600,
    atLeast,
  }));

export const feedbackSubsystem = (config: Config, {data, configurationSet}: Needs): FeedbackSubsystem => {
  const {subscribers} = data;
  const told = topic({noun: 'feedback', publisher: 'ses.amazonaws.com', sourceArn: configurationSet.arn});

  const queue = subscribedQueue({
    noun: 'feedback',
    topic: told,
    consumerTimeoutSeconds: recordTimeoutSeconds,
    // SES tries the topic with a sentence that is no JSON, each time that the destination is made.
    filter: {eventType: [{exists: true}]},
  });

  const recordFeedback = queueLambda(config, {
    handler: 'record-feedback',
    timeoutSeconds: recordTimeoutSeconds,
    env: subscribers.env,
    grants: [subscribers.grants.getItem, subscribers.grants.putItem, subscribers.grants.updateItem],
    queue,
    maximumConcurrency: 2,
  });

  return {
    about: 'what becomes of mails: who must get no more of them, and how many arrive.',
    // Ten alarms cost nothing, and a blog that is lean has no more. SES itself mails nobody again whose mail came back.
    alarms: config.profile === 'hardened' ? [...queue.alarms, ...reputation(configurationSet)] : [],
    resources: [
      resource(
        logicalId('feedback-destination'),
        'AWS::SES::ConfigurationSetEventDestination',
        {
          ConfigurationSetName: ref(configurationSet.id),
          EventDestination: {
            Enabled: true,
            MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject'],
            SnsDestination: {TopicARN: ref(told.id)},
          },
        },
        {
          dependsOn: told.policyIds,
          notes: {
            'Properties.EventDestination':
              'Not of delays: each ends as a delivery or a bounce. Not of opens and clicks: readers are not watched.',
          },
        },
      ),
      ...told.resources,
      ...queue.resources,
      ...recordFeedback.resources,
    ],
    outputs: [
      {
        name: 'FeedbackQueueUrl',
        description: 'What SES tells of mails, until it is recorded',
        value: queue.url,
      },
    ],
  };
};
