import test from 'ava';
import {searchedQueues} from '../../../operate/subscribers/searched-queues.ts';

const ref = (id: string) => ({Ref: id});
const arn = (id: string) => ({'Fn::GetAtt': [id, 'Arn']});
const subscription = (topic: string, queue: string) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {TopicArn: ref(topic), Endpoint: arn(queue)},
});
const queue = {Type: 'AWS::SQS::Queue'};

test('the queue that SES reports to and every dead-letter queue are searched, and no other', (t) => {
  const resources = {
    Destination: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {EventDestination: {SnsDestination: {TopicARN: ref('FeedbackTopic')}}},
    },
    Feedback: subscription('FeedbackTopic', 'FeedbackQueue'),
    Photos: subscription('PhotosTopic', 'PhotosQueue'),
    FeedbackQueue: {...queue, Properties: {RedrivePolicy: {deadLetterTargetArn: arn('FeedbackDeadLetterQueue')}}},
    PhotosQueue: {...queue, Properties: {RedrivePolicy: {deadLetterTargetArn: arn('PhotosDeadLetterQueue')}}},
    FeedbackDeadLetterQueue: queue,
    PhotosDeadLetterQueue: queue,
  };

  t.deepEqual(searchedQueues(resources), ['FeedbackQueue', 'FeedbackDeadLetterQueue', 'PhotosDeadLetterQueue']);
});
