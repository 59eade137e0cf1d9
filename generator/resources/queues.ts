import {getAtt, type LogicalId, logicalId, type Resource, ref, resource, type Value} from '../cfn.ts';
import {butServices, type Grant, policyDocument, tlsOnly, whyButServices} from '../iam.ts';
import type {Alarm} from './alarms.ts';
import type {Topic} from './topics.ts';

const dayInSeconds = 86_400;

/** The service that may send, on behalf of one source. */
type Sender = {readonly service: string; readonly sourceArn: Value<string>};

/** Without a sender, whoever sends does it by the rights of a role. */
const queuePolicy = (queueId: LogicalId, sender: Sender | undefined): Resource =>
  resource(
    logicalId(queueId, 'policy'),
    'AWS::SQS::QueuePolicy',
    {
      Queues: [ref(queueId)],
      PolicyDocument: policyDocument([
        ...(sender
          ? [
              {
                Effect: 'Allow' as const,
                Principal: {Service: sender.service},
                Action: 'sqs:SendMessage',
                Resource: getAtt(queueId, 'Arn'),
                Condition: {ArnEquals: {'aws:SourceArn': sender.sourceArn}},
              },
            ]
          : []),
        tlsOnly('sqs:*', getAtt(queueId, 'Arn'), butServices),
      ]),
    },
    {notes: whyButServices},
  );

export type DeadLetterQueue = {
  readonly id: LogicalId;
  readonly arn: Value<string>;
  readonly grants: {readonly send: Grant};
  readonly resources: readonly Resource[];
  readonly alarms: readonly Alarm[];
};

/** Where what could not be delivered waits for a person, as long as SQS keeps anything. */
export const deadLetterQueue = (noun: string, sender?: Sender): DeadLetterQueue => {
  const id = logicalId(noun, 'dead-letter-queue');

  return {
    id,
    arn: getAtt(id, 'Arn'),
    grants: {send: {actions: ['sqs:SendMessage'], resource: getAtt(id, 'Arn')}},
    resources: [
      resource(id, 'AWS::SQS::Queue', {MessageRetentionPeriod: 14 * dayInSeconds, SqsManagedSseEnabled: true}),
      queuePolicy(id, sender),
    ],
    alarms: [
      {
        description: `${id} holds messages that could not be delivered`,
        watched: id,
        sign: 'not-empty',
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        dimensions: {QueueName: getAtt(id, 'QueueName')},
        statistic: 'Maximum',
        periodSeconds: 300,
        atLeast: 1,
      },
    ],
  };
};

export type Queue = {
  readonly id: LogicalId;
  readonly arn: Value<string>;
  readonly url: Value<string>;
  readonly grants: {readonly receive: Grant};
  readonly resources: readonly Resource[];
  readonly alarms: readonly Alarm[];
};

type SubscribedQueueSpec = {
  readonly noun: string;
  readonly topic: Topic;
  /** How long its consumer may take over one batch. */
  readonly consumerTimeoutSeconds: number;
  /** What a message has in it, if it is to be let in: SNS's filter policy over the body, which is JSON then. */
  readonly filter?: Readonly<Record<string, readonly unknown[]>>;
};

/** A queue of what a topic says, message by message as published, with its dead-letter queue. */
export const subscribedQueue = ({noun, topic, consumerTimeoutSeconds, filter}: SubscribedQueueSpec): Queue => {
  const id = logicalId(noun, 'queue');
  const arn = getAtt(id, 'Arn');
  const sender: Sender = {service: 'sns.amazonaws.com', sourceArn: ref(topic.id)};
  const deadLetters = deadLetterQueue(noun, sender);

  return {
    id,
    arn,
    url: ref(id),
    grants: {
      receive: {actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resource: arn},
    },
    resources: [
      resource(
        id,
        'AWS::SQS::Queue',
        {
          SqsManagedSseEnabled: true,
          VisibilityTimeout: 6 * consumerTimeoutSeconds,
          RedrivePolicy: {deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5},
        },
        {
          notes: {
            'Properties.VisibilityTimeout':
              'Six times what the consumer may take: Lambda retries throttled batches within it.',
          },
        },
      ),
      queuePolicy(id, sender),
      ...deadLetters.resources,
      resource(logicalId(noun, 'subscription'), 'AWS::SNS::Subscription', {
        TopicArn: ref(topic.id),
        Protocol: 'sqs',
        Endpoint: arn,
        RawMessageDelivery: true,
        RedrivePolicy: {deadLetterTargetArn: deadLetters.arn},
        ...(filter && {FilterPolicyScope: 'MessageBody', FilterPolicy: filter}),
      }),
    ],
    alarms: deadLetters.alarms,
  };
};
