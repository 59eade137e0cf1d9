import {
  at,
  consumerOf,
  each,
  list,
  mappingsOf,
  nameIn,
  namesIn,
  number,
  ofType,
  type Rule,
  same,
  text,
  type View,
} from './template-view.ts';

const alarm = 'AWS::CloudWatch::Alarm';

const unwatched = (view: View, metric: string, ids: readonly string[]): readonly string[] =>
  ids.filter(
    (id) =>
      !ofType(view, alarm).some(
        (item) => item.get('MetricName') === metric && namesIn(item.get('Dimensions')).includes(id),
      ),
  );

const namespaces: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'AWS/SQS',
  'AWS::S3::Bucket': 'AWS/S3',
  'AWS::Serverless::Function': 'AWS/Lambda',
  'AWS::Serverless::StateMachine': 'AWS/States',
};

const dimensions: Readonly<Record<string, readonly string[]>> = {
  'AWS/SQS': ['QueueName'],
  'AWS/S3': ['BucketName', 'StorageType'],
  'AWS/Lambda': ['FunctionName'],
  'AWS/States': ['StateMachineArn'],
};

const streams = (view: View) => mappingsOf(view, 'AWS::DynamoDB::GlobalTable');

export const opsRules: readonly Rule[] = [
  {
    id: 'OPS-01',
    sentence: 'somebody is told of dead letters',
    check: (view) =>
      unwatched(
        view,
        'ApproximateNumberOfMessagesVisible',
        ofType(view, 'AWS::SQS::Queue').flatMap((item) => (item.get('RedrivePolicy') === undefined ? item.id : [])),
      ),
  },
  {
    id: 'OPS-02',
    sentence: 'somebody is told when a stream is not read',
    check: (view) =>
      unwatched(
        view,
        'IteratorAge',
        streams(view).map((mapping) => consumerOf(view, mapping)?.id ?? ''),
      ),
  },
  {
    id: 'OPS-03',
    sentence: 'somebody is told of runs that fail or take too long',
    check: (view) =>
      ['ExecutionsFailed', 'ExecutionsTimedOut'].flatMap((metric) =>
        unwatched(
          view,
          metric,
          ofType(view, 'AWS::Serverless::StateMachine').map(({id}) => id),
        ),
      ),
  },
  {
    id: 'OPS-04',
    sentence: 'somebody is told of records that nobody could handle',
    check: (view) =>
      unwatched(view, 'NumberOfObjects', [
        ...new Set(streams(view).map((mapping) => nameIn(mapping.get('DestinationConfig.OnFailure.Destination')))),
      ]),
  },
  {
    id: 'OPS-05',
    sentence: 'an alarm goes off at its threshold, the first time, and not for silence',
    check: each(alarm, (item) =>
      same(
        ['ComparisonOperator', 'EvaluationPeriods', 'TreatMissingData'].map((key) => item.get(key)),
        ['GreaterThanOrEqualToThreshold', 1, 'notBreaching'],
      ),
    ),
  },
  {
    id: 'OPS-06',
    sentence: 'one thing is enough; a stream may be an hour late',
    check: each(
      alarm,
      (item) => number(item.get('Threshold')) === (item.get('MetricName') === 'IteratorAge' ? 3_600_000 : 1),
    ),
  },
  {
    id: 'OPS-07',
    sentence: 'alarms look at ten metrics at most, which cost nothing',
    check: (view) =>
      ofType(view, alarm)
        .flatMap((item) => list(item.get('Metrics') ?? item.get('MetricName')).map(() => item.id))
        .slice(10),
  },
  {
    id: 'OPS-08',
    sentence: 'an alarm watches the metric where its service reports it',
    check: each(alarm, (item, view) => {
      const watched = view.items.find(({id}) => namesIn(item.get('Dimensions')).includes(id));

      return item.get('Namespace') === namespaces[watched?.type ?? ''];
    }),
  },
  {
    id: 'OPS-09',
    sentence: 'the storage that S3 counts once a day is looked at over a day; all else over minutes',
    check: each(alarm, (item) =>
      item.get('Namespace') === 'AWS/S3' ? item.get('Period') === 86_400 : number(item.get('Period')) <= 900,
    ),
  },
  {
    id: 'OPS-10',
    sentence: 'an alarm reads its metric as that counts: runs are summed, all else has a maximum',
    check: each(
      alarm,
      (item) => item.get('Statistic') === (item.get('Namespace') === 'AWS/States' ? 'Sum' : 'Maximum'),
    ),
  },
  {
    id: 'OPS-11',
    sentence: "an alarm's dimensions are those by which its service reports",
    check: each(alarm, (item) =>
      same(
        list(item.get('Dimensions')).map((dimension) => at(dimension, 'Name')),
        dimensions[text(item.get('Namespace'))],
      ),
    ),
  },
];
