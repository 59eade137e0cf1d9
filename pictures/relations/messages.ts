// Streams, topics and queues, and what becomes of a message that nobody could handle; custom resources.

import {type Blog, type Part, partsOfType} from '../blog.ts';
import {policiesAdmitting} from '../policies.ts';
import {type Relation, relation} from '../relation.ts';

const ofMapping = (blog: Blog, mapping: Part): readonly Relation[] => {
  const consumers = blog.named(mapping, mapping.get('FunctionName'));
  const failures = blog.named(mapping, mapping.get('DestinationConfig.OnFailure.Destination'));

  const deliveries = blog.named(mapping, mapping.get('EventSourceArn')).flatMap((source) => {
    const flow = blog.parts.get(source)?.type === 'AWS::SQS::Queue' ? 'delivers' : 'streams';

    return consumers.map((consumer) => relation(source, flow, consumer, {by: [mapping.id]}));
  });

  return [
    ...deliveries,
    ...consumers.flatMap((consumer) => failures.map((failure) => relation(consumer, 'keeps failures in', failure))),
  ];
};

/** Only where the queue lets the topic in. */
const ofSubscription = (blog: Blog, subscription: Part): readonly Relation[] =>
  blog
    .named(subscription, subscription.get('TopicArn'))
    .flatMap((topic) =>
      blog
        .named(subscription, subscription.get('Endpoint'))
        .flatMap((queue) =>
          policiesAdmitting(blog, queue, 'sns.amazonaws.com', 'sqs:SendMessage').map(({id}) =>
            relation(topic, 'delivers', queue, {by: [subscription.id, id]}),
          ),
        ),
    );

const deadLettersOf = (blog: Blog, part: Part): readonly Relation[] =>
  blog
    .named(part, part.get('RedrivePolicy.deadLetterTargetArn'))
    .map((queue) => relation(part.id, 'gives up to', queue));

/** The owner's: whoever subscribed to the topic is told. */
const ofAlarm = (blog: Blog, alarm: Part): readonly Relation[] =>
  blog.named(alarm, alarm.get('AlarmActions')).map((topic) =>
    relation(alarm.id, 'notifies', topic, {
      by: partsOfType(blog, 'AWS::SNS::Subscription')
        .filter((subscription) => blog.named(subscription, subscription.get('TopicArn')).includes(topic))
        .map(({id}) => id),
    }),
  );

const ofCustom = (blog: Blog, custom: Part): readonly Relation[] =>
  blog.named(custom, custom.get('ServiceToken')).map((id) => relation(custom.id, 'deploys', id));

/** What becomes of the mails of a configuration set, as far as the topic lets SES in. */
const ofEventDestination = (blog: Blog, destination: Part): readonly Relation[] =>
  blog
    .named(destination, destination.get('EventDestination.SnsDestination.TopicARN'))
    .flatMap((topic) =>
      policiesAdmitting(blog, topic, 'ses.amazonaws.com', 'sns:Publish').flatMap(({id}) =>
        blog
          .named(destination, destination.get('ConfigurationSetName'))
          .map((set) => relation(set, 'publishes', topic, {by: [destination.id, id]})),
      ),
    );

export const messageRelations = (blog: Blog): readonly Relation[] => [
  ...partsOfType(blog, 'AWS::Lambda::EventSourceMapping').flatMap((mapping) => ofMapping(blog, mapping)),
  ...partsOfType(blog, 'AWS::SNS::Subscription').flatMap((one) => [
    ...ofSubscription(blog, one),
    ...deadLettersOf(blog, one),
  ]),
  ...partsOfType(blog, 'AWS::CloudWatch::Alarm').flatMap((alarm) => ofAlarm(blog, alarm)),
  ...partsOfType(blog, 'AWS::SES::ConfigurationSetEventDestination').flatMap((one) => ofEventDestination(blog, one)),
  ...partsOfType(blog, 'AWS::SQS::Queue').flatMap((queue) => deadLettersOf(blog, queue)),
  ...[...blog.parts.values()].filter(({type}) => type.startsWith('Custom::')).flatMap((one) => ofCustom(blog, one)),
];
