import {permits, policiesOf} from './view/access.ts';
import {at, list, nameIn, namesIn, number, same, text} from './view/values.ts';
import {each, type Item, itemOf, ofType, type Rule, typeIn, type View} from './view/view.ts';

const queue = 'AWS::SQS::Queue';
const topic = 'AWS::SNS::Topic';
const subscription = 'AWS::SNS::Subscription';
const schedule = 'AWS::Scheduler::Schedule';

const eachTarget = (holds: (target: unknown, rule: Item, view: View) => boolean) => (view: View) =>
  ofType(view, 'AWS::Events::Rule').flatMap((rule) =>
    list(rule.get('Targets')).every((target) => holds(target, rule, view)) ? [] : rule.id,
  );

/** A queue listens to a topic; to the one of alarms a person does. */
const eachListening = (holds: (item: Item, view: View) => boolean) =>
  each(subscription, (item, view) => item.get('Protocol') === 'email' || holds(item, view));

/** By what, and where, each service is told of the topics that it publishes to. */
const tellers: Readonly<Record<string, readonly [type: string, told: string]>> = {
  's3.amazonaws.com': ['AWS::S3::Bucket', 'NotificationConfiguration.TopicConfigurations'],
  'cloudwatch.amazonaws.com': ['AWS::CloudWatch::Alarm', 'AlarmActions'],
  'ses.amazonaws.com': ['AWS::SES::ConfigurationSetEventDestination', 'EventDestination.SnsDestination'],
};

const deadLetterQueues = (view: View): readonly string[] => [
  ...ofType(view, queue, subscription).map((item) => nameIn(item.get('RedrivePolicy.deadLetterTargetArn'))),
  ...ofType(view, 'AWS::Events::Rule').flatMap((rule) =>
    list(rule.get('Targets')).map((target) => nameIn(at(target, 'DeadLetterConfig.Arn'))),
  ),
  ...ofType(view, schedule).map((item) => nameIn(item.get('Target.DeadLetterConfig.Arn'))),
];

const maySend = (view: View, queueId: string, service: string, sourceId: string): boolean =>
  policiesOf(view, queueId).some(
    ({effect, principal, actions, resources, condition}) =>
      effect === 'Allow' &&
      at(principal, 'Service') === service &&
      actions.includes('sqs:SendMessage') &&
      nameIn(resources) === queueId &&
      nameIn(at(condition, 'ArnEquals.aws:SourceArn')) === sourceId,
  );

export const messageRules: readonly Rule[] = [
  {
    id: 'MESSAGE-01',
    sentence: 'every queue has a dead-letter queue of this stack, after three tries or more',
    check: each(
      queue,
      (item, view) =>
        deadLetterQueues(view).includes(item.id) ||
        (itemOf(view, nameIn(item.get('RedrivePolicy.deadLetterTargetArn')))?.type === queue &&
          number(item.get('RedrivePolicy.maxReceiveCount')) >= 3),
    ),
  },
  {
    id: 'MESSAGE-02',
    sentence: 'what could not be delivered waits for a person for fourteen days',
    check: each(
      queue,
      (item, view) => !deadLetterQueues(view).includes(item.id) || item.get('MessageRetentionPeriod') === 1_209_600,
    ),
  },
  {
    id: 'MESSAGE-03',
    sentence: 'messages are encrypted at rest',
    check: each(queue, (item) => item.get('SqsManagedSseEnabled') === true || item.get('KmsMasterKeyId') !== undefined),
  },
  {
    id: 'MESSAGE-04',
    sentence: "a topic may write to the queue that listens, and to that queue's dead letters",
    check: eachListening((item, view) =>
      [item.get('Endpoint'), item.get('RedrivePolicy.deadLetterTargetArn')].every((to) =>
        maySend(view, nameIn(to), 'sns.amazonaws.com', nameIn(item.get('TopicArn'))),
      ),
    ),
  },
  {
    id: 'MESSAGE-05',
    sentence: 'a queue gets messages as they were published',
    check: eachListening((item) => item.get('Protocol') === 'sqs' && item.get('RawMessageDelivery') === true),
  },
  {
    id: 'MESSAGE-06',
    sentence: 'an event that no target takes goes to a queue to which the rule may write',
    check: eachTarget((target, rule, view) =>
      maySend(view, nameIn(at(target, 'DeadLetterConfig.Arn')), 'events.amazonaws.com', rule.id),
    ),
  },
  {
    id: 'MESSAGE-07',
    sentence: 'an event is tried again for hours',
    check: eachTarget(
      (target) =>
        number(at(target, 'RetryPolicy.MaximumEventAgeInSeconds')) >= 3_600 &&
        number(at(target, 'RetryPolicy.MaximumRetryAttempts')) >= 10,
    ),
  },
  {
    id: 'MESSAGE-08',
    sentence: 'a rule may start the run that it is there to start',
    check: eachTarget((target, _rule, view) =>
      permits(itemOf(view, nameIn(at(target, 'RoleArn'))), 'states:StartExecution', nameIn(at(target, 'Arn'))),
    ),
  },
  {
    id: 'MESSAGE-09',
    sentence: 'the policy of a queue or topic lets one service in, for one source or this account, to do one thing',
    check: (view) =>
      ofType(view, queue, topic).flatMap(({id}) =>
        policiesOf(view, id).every(
          ({effect, principal, actions, resources, condition}) =>
            effect === 'Deny' ||
            (text(at(principal, 'Service')).endsWith('.amazonaws.com') &&
              actions.length === 1 &&
              ['sqs:SendMessage', 'sns:Publish'].includes(actions[0] ?? '') &&
              resources.length > 0 &&
              resources.every((resource) => nameIn(resource) === id) &&
              (at(condition, 'ArnEquals.aws:SourceArn') ?? at(condition, 'StringEquals.aws:SourceAccount')) !==
                undefined),
        )
          ? []
          : id,
      ),
  },
  {
    id: 'MESSAGE-10',
    sentence: 'a topic that a bucket tells lets S3 of this account publish',
    check: each('AWS::S3::Bucket', (item, view) =>
      list(item.get('NotificationConfiguration.TopicConfigurations')).every((notification) =>
        policiesOf(view, nameIn(at(notification, 'Topic'))).some(
          ({principal, condition}) =>
            at(principal, 'Service') === 's3.amazonaws.com' &&
            at(at(condition, 'StringEquals.aws:SourceAccount'), 'Ref') === 'AWS::AccountId',
        ),
      ),
    ),
  },
  {
    id: 'MESSAGE-11',
    sentence: 'a rule is on, and hears one bucket of this stack, under the prefix of uploads',
    check: each(
      'AWS::Events::Rule',
      (item, view) =>
        (item.get('State') ?? 'ENABLED') === 'ENABLED' &&
        item.get('EventPattern.source.0') === 'aws.s3' &&
        item.get('EventPattern.detail-type.0') === 'Object Created' &&
        item.get('EventPattern.detail.object.key.0.prefix') === 'uploads/' &&
        itemOf(view, nameIn(item.get('EventPattern.detail.bucket.name')))?.get(
          'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
        ) === true,
    ),
  },
  {
    id: 'MESSAGE-12',
    sentence: 'every topic is heard by a queue, and that of alarms by a person',
    check: each(topic, (item, view) =>
      ofType(view, subscription).some(
        (each) =>
          nameIn(each.get('TopicArn')) === item.id &&
          (typeIn(view, each.get('Endpoint')) === queue ||
            (each.get('Protocol') === 'email' && text(each.get('Endpoint')).includes('@'))),
      ),
    ),
  },
  {
    id: 'MESSAGE-13',
    sentence: 'a queue and a topic refuse everybody without TLS but AWS itself',
    check: (view) =>
      ofType(view, queue, topic).flatMap((item) =>
        policiesOf(view, item.id).some(
          ({effect, principal, actions, resources, condition}) =>
            effect === 'Deny' &&
            principal === '*' &&
            same(actions, [item.type === queue ? 'sqs:*' : 'sns:Publish']) &&
            same(resources, [item.type === queue ? {'Fn::GetAtt': [item.id, 'Arn']} : {Ref: item.id}]) &&
            same(condition, {Bool: {'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false'}}),
        )
          ? []
          : item.id,
      ),
  },
  {
    id: 'MESSAGE-14',
    sentence: 'a topic that lets a service in is told by it: by a bucket, by alarms, or by SES',
    check: (view) =>
      ofType(view, topic).flatMap(({id}) =>
        policiesOf(view, id).every(({effect, principal}) => {
          const [type, told] = tellers[text(at(principal, 'Service'))] ?? [];

          return (
            effect === 'Deny' ||
            (told !== undefined && ofType(view, type ?? '').some((item) => namesIn(item.get(told)).includes(id)))
          );
        })
          ? []
          : id,
      ),
  },
];
