import test from 'ava';
import blog from '../../blog.config.ts';
import {at} from '../../generator/rules/view/values.ts';
import {bodiesOf, templateOf} from './sample.ts';

const hardened = {profile: 'hardened', alarmMail: 'alarms@example.com', domain: undefined};

const resourcesWith = (changes: object) => new Map(bodiesOf(templateOf(changes)));

const alarmsOf = (changes: object) =>
  [...resourcesWith(changes).values()]
    .filter(({Type}) => Type === 'AWS::CloudWatch::Alarm')
    .map(({Properties}) => Properties);

test('what SES tells goes from the configuration set by a topic and a queue to a function, in a lean blog too', (t) => {
  const resources = resourcesWith({profile: 'lean'});
  const property = (id: string, path: string) => at(resources.get(id)?.Properties, path);

  t.deepEqual(property('FeedbackDestination', 'ConfigurationSetName'), {Ref: 'ConfigurationSet'});
  t.deepEqual(property('FeedbackDestination', 'EventDestination.SnsDestination.TopicARN'), {Ref: 'FeedbackTopic'});
  t.deepEqual(property('FeedbackSubscription', 'TopicArn'), {Ref: 'FeedbackTopic'});
  t.true(property('FeedbackSubscription', 'RawMessageDelivery'));
  t.deepEqual(property('FeedbackSubscription', 'Endpoint'), {'Fn::GetAtt': ['FeedbackQueue', 'Arn']});
  t.deepEqual(property('RecordFeedbackMapping', 'EventSourceArn'), {'Fn::GetAtt': ['FeedbackQueue', 'Arn']});
  t.deepEqual(property('RecordFeedbackMapping', 'FunctionName'), {Ref: 'RecordFeedbackFunction'});
});

test('messages that name readers are encrypted, tried five times, and gone after fourteen days', (t) => {
  const resources = resourcesWith({});
  const [queue, deadLetters] = ['FeedbackQueue', 'FeedbackDeadLetterQueue'].map((id) => resources.get(id)?.Properties);

  t.like(queue, {SqsManagedSseEnabled: true, VisibilityTimeout: 180, RedrivePolicy: {maxReceiveCount: 5}});
  t.is(queue?.['MessageRetentionPeriod'], undefined);
  t.like(deadLetters, {SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600});
});

test('without a configuration set nobody is told, and nothing listens', (t) => {
  const resources = resourcesWith({mail: {...blog.mail, configurationSet: false}});

  t.deepEqual(
    [...resources.keys()].filter((id) => /Feedback|ConfigurationSet/.test(id)),
    [],
  );
});

test('a hardened blog rings at two bounces in a hundred of its own mails, and eight complaints in ten thousand', (t) => {
  const rates = alarmsOf(hardened).filter(({Namespace}) => Namespace === 'AWS/SES');

  t.like(rates, [
    {MetricName: 'Reputation.BounceRate', Threshold: 0.02, ComparisonOperator: 'GreaterThanOrEqualToThreshold'},
    {MetricName: 'Reputation.ComplaintRate', Threshold: 0.0008, ComparisonOperator: 'GreaterThanOrEqualToThreshold'},
  ]);
  for (const rate of rates)
    t.deepEqual(rate['Dimensions'], [{Name: 'ses:configuration-set', Value: {Ref: 'ConfigurationSet'}}]);
});

test('feedback adds no alarm to the ten of a lean blog', (t) => {
  const watched = (changes: object) => alarmsOf(changes).length;

  t.is(watched({profile: 'lean'}), watched({profile: 'lean', mail: {...blog.mail, configurationSet: false}}));
  t.is(watched(hardened), watched({...hardened, mail: {...blog.mail, configurationSet: false}}) + 3);
});
