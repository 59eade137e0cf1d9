import {permits, roleOf} from './view/access.ts';
import {consumerOf, knownAs, mappingsOf, settingOf} from './view/functions.ts';
import {at, list, nameIn, number, same, text} from './view/values.ts';
import {each, type Item, itemOf, type Rule, type View} from './view/view.ts';

const eachOf = (source: string) => (holds: (mapping: Item, view: View) => boolean) => (view: View) =>
  mappingsOf(view, source).flatMap((mapping) => (holds(mapping, view) ? [] : mapping.id));

const eachStream = eachOf('AWS::DynamoDB::GlobalTable');
const eachQueue = eachOf('AWS::SQS::Queue');

const answersEach = (mapping: Item): boolean => same(mapping.get('FunctionResponseTypes'), ['ReportBatchItemFailures']);

const mayAll = (view: View, mapping: Item, actions: readonly string[], id: string): boolean =>
  actions.every((action) => permits(roleOf(view, consumerOf(view, mapping)), action, id));

const filters = (mapping: Item): readonly unknown[] =>
  list(mapping.get('FilterCriteria.Filters')).map((filter) => {
    try {
      return JSON.parse(text(at(filter, 'Pattern')));
    } catch {
      return undefined;
    }
  });

const failures = (mapping: Item): string => nameIn(mapping.get('DestinationConfig.OnFailure.Destination'));

export const consumerRules: readonly Rule[] = [
  {
    id: 'STREAM-01',
    sentence: 'one bad record fails one record: the answer names those that failed',
    check: eachStream(answersEach),
  },
  {
    id: 'STREAM-02',
    sentence: 'a batch that crashes is halved until the bad record is alone',
    check: eachStream((mapping) => mapping.get('BisectBatchOnFunctionError') === true),
  },
  {
    id: 'STREAM-03',
    sentence: 'a record is tried a few times and not for ever',
    check: eachStream((mapping) => {
      const attempts = number(mapping.get('MaximumRetryAttempts'));

      return attempts >= 1 && attempts <= 20;
    }),
  },
  {
    id: 'STREAM-04',
    sentence: 'a record is given up while the stream, which forgets after a day, still has it',
    check: eachStream((mapping) => {
      const seconds = number(mapping.get('MaximumRecordAgeInSeconds'));

      return seconds >= 3_600 && seconds < 86_400;
    }),
  },
  {
    id: 'STREAM-05',
    sentence: 'a function is woken only for records that it cares for',
    check: eachStream(
      (mapping) =>
        filters(mapping).length > 0 &&
        filters(mapping).every((filter) =>
          ['NewImage', 'OldImage'].some((image) => at(filter, `dynamodb.${image}.kind.S`) !== undefined),
        ),
    ),
  },
  {
    id: 'STREAM-06',
    sentence: 'what cannot be handled is kept whole, in a bucket',
    check: eachStream((mapping, view) => itemOf(view, failures(mapping))?.type === 'AWS::S3::Bucket'),
  },
  {
    id: 'STREAM-07',
    sentence: 'the consumer may write to that bucket',
    check: eachStream((mapping, view) => mayAll(view, mapping, ['s3:PutObject', 's3:ListBucket'], failures(mapping))),
  },
  {
    id: 'STREAM-08',
    sentence: 'nothing written before the deploy is skipped',
    check: eachStream((mapping) => mapping.get('StartingPosition') === 'TRIM_HORIZON'),
  },
  {
    id: 'STREAM-09',
    sentence: 'the consumer may read its stream',
    check: eachStream((mapping, view) =>
      mayAll(
        view,
        mapping,
        ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`),
        nameIn(mapping.get('EventSourceArn')),
      ),
    ),
  },
  {
    id: 'STREAM-10',
    sentence: "a replicated table's stream has one reader",
    check: eachStream((mapping, view) =>
      mappingsOf(view, 'AWS::DynamoDB::GlobalTable').every(
        (other) => other === mapping || !same(other.get('EventSourceArn'), mapping.get('EventSourceArn')),
      ),
    ),
  },
  {
    id: 'STREAM-11',
    sentence: 'a batch is small enough to be done within the time of a call',
    check: eachStream((mapping) => number(mapping.get('BatchSize')) <= 100),
  },
  {
    id: 'STREAM-12',
    sentence: 'a post that goes wakes who renders its page',
    check: eachStream(
      (mapping, view) =>
        !knownAs(view, 'POSTS_TABLE').some(({id}) => id === nameIn(mapping.get('EventSourceArn'))) ||
        ['NewImage', 'OldImage'].every((image) =>
          filters(mapping).some((filter) => at(filter, `dynamodb.${image}.kind.S`) !== undefined),
        ),
    ),
  },
  {
    id: 'QUEUE-01',
    sentence: 'a message stays hidden six times as long as its consumer may take',
    check: eachQueue((mapping, view) => {
      const queue = itemOf(view, nameIn(mapping.get('EventSourceArn')));

      return (
        number(queue?.get('VisibilityTimeout')) >= 6 * number(settingOf(view, consumerOf(view, mapping), 'Timeout'))
      );
    }),
  },
  {
    id: 'QUEUE-02',
    sentence: 'one bad message fails one message',
    check: eachQueue(answersEach),
  },
  {
    id: 'QUEUE-03',
    sentence: 'the consumer may take its messages',
    check: eachQueue((mapping, view) =>
      mayAll(
        view,
        mapping,
        ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((name) => `sqs:${name}`),
        nameIn(mapping.get('EventSourceArn')),
      ),
    ),
  },
  {
    id: 'QUEUE-04',
    sentence: 'a full queue does not take all of the concurrency of the account',
    check: eachQueue((mapping) => {
      const calls = number(mapping.get('ScalingConfig.MaximumConcurrency'));

      return calls >= 2 && calls <= 10;
    }),
  },
  {
    id: 'MAPPING-01',
    sentence: 'a mapping joins a stream or a queue of this stack to a function of this stack',
    check: each('AWS::Lambda::EventSourceMapping', (mapping, view) => {
      const source = mapping.get('EventSourceArn');

      return (
        itemOf(view, nameIn(mapping.get('FunctionName')))?.type === 'AWS::Serverless::Function' &&
        (itemOf(view, nameIn(source))?.type === 'AWS::SQS::Queue' ||
          (itemOf(view, nameIn(source))?.type === 'AWS::DynamoDB::GlobalTable' &&
            at(source, 'Fn::GetAtt.1') === 'StreamArn'))
      );
    }),
  },
];
