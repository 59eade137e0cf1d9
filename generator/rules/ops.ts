import {workflowPaths} from '../generate.ts';
import {policiesOf} from './view/access.ts';
import {consumerOf, failureBuckets, mappingsOf} from './view/functions.ts';
import {at, list, nameIn, namesIn, number, same, text} from './view/values.ts';
import {each, type Item, isHardened, itemOf, ofType, type Rule, type View} from './view/view.ts';

const alarm = 'AWS::CloudWatch::Alarm';
const api = 'AWS::Serverless::Api';

const unwatched = (view: View, metric: string, ids: readonly string[]): readonly string[] =>
  ids.filter(
    (id) =>
      !ofType(view, alarm).some(
        (item) => item.get('MetricName') === metric && namesIn(item.get('Dimensions')).includes(id),
      ),
  );

const namespaces: Readonly<Record<string, string>> = {
  'AWS::Serverless::Api': 'AWS/ApiGateway',
  'AWS::SQS::Queue': 'AWS/SQS',
  'AWS::S3::Bucket': 'AWS/S3',
  'AWS::Serverless::Function': 'AWS/Lambda',
  'AWS::Serverless::StateMachine': 'AWS/States',
  'AWS::SES::ConfigurationSet': 'AWS/SES',
};

const dimensions: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway': ['ApiName', 'Stage'],
  'AWS/SQS': ['QueueName'],
  'AWS/S3': ['BucketName', 'StorageType'],
  'AWS/Lambda': ['FunctionName'],
  'AWS/States': ['StateMachineArn'],
  'AWS/SES': ['ses:configuration-set'],
};

const dimensionOf = (item: Item, name: string): unknown =>
  at(
    list(item.get('Dimensions')).find((dimension) => at(dimension, 'Name') === name),
    'Value',
  );

/** An API is known by its name, which is the stack's, and not by its id. */
const watchedBy = (view: View, item: Item): Item | undefined =>
  namesIn(item.get('Dimensions'))
    .map((id) => itemOf(view, id))
    .find((each) => each !== undefined) ??
  ofType(view, api).find(
    (each) =>
      same(dimensionOf(item, 'ApiName'), each.get('Name')) && dimensionOf(item, 'Stage') === each.get('StageName'),
  );

/** How many are too many; a stream may be an hour late, and an API fail a few times: the edge asks again. */
const thresholds: Readonly<Record<string, number>> = {
  IteratorAge: 3_600_000,
  '5XXError': 5,
  'Reputation.BounceRate': 0.02,
  'Reputation.ComplaintRate': 0.000_8,
};

/** Storage is counted once a day, and the rates of mails as they come in. */
const periods: Readonly<Record<string, number>> = {'AWS/S3': 86_400, 'AWS/SES': 3_600};

/** The next sweep does the work of one that was lost, and SES itself mails nobody again whose mail came back. */
const madeUpFor: readonly string[] = ['MailSweepsScheduleDeadLetterQueue', 'FeedbackDeadLetterQueue'];

const isSummed: readonly unknown[] = ['AWS/States', 'AWS/ApiGateway'];

const rings = (item: Item): boolean => list(item.get('AlarmActions')).length > 0;

const streams = (view: View) => mappingsOf(view, 'AWS::DynamoDB::GlobalTable');

export const opsRules: readonly Rule[] = [
  {
    id: 'OPS-01',
    sentence: 'somebody is told of dead letters; of those that are made up for where alarms may cost something',
    check: (view) =>
      unwatched(
        view,
        'ApproximateNumberOfMessagesVisible',
        ofType(view, 'AWS::SQS::Queue')
          .filter(({id}) => isHardened(view) || !madeUpFor.includes(id))
          .flatMap((item) => (item.get('RedrivePolicy') === undefined ? item.id : [])),
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
    sentence: 'somebody is told of runs that fail or take too long; of those of mails where alarms may cost something',
    check: (view) =>
      ['ExecutionsFailed', 'ExecutionsTimedOut'].flatMap((metric) =>
        unwatched(
          view,
          metric,
          ofType(view, 'AWS::Serverless::StateMachine')
            .filter((item) => isHardened(view) || item.get('DefinitionUri') !== workflowPaths.newPostMailWorkflow)
            .map(({id}) => id),
        ),
      ),
  },
  {
    id: 'OPS-04',
    sentence: 'somebody is told of what no function could handle',
    check: (view) => unwatched(view, 'NumberOfObjects', failureBuckets(view)),
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
    sentence:
      'one thing is enough; a stream may be an hour late, an API fail four times, and mails may come back up to a rate',
    check: each(alarm, (item) => number(item.get('Threshold')) === (thresholds[text(item.get('MetricName'))] ?? 1)),
  },
  {
    id: 'OPS-07',
    sentence: 'a lean blog looks at ten metrics at most, which cost nothing',
    check: (view) =>
      (isHardened(view) ? [] : ofType(view, alarm))
        .flatMap((item) => list(item.get('Metrics') ?? item.get('MetricName')).map(() => item.id))
        .slice(10),
  },
  {
    id: 'OPS-08',
    sentence: 'an alarm watches the metric where its service reports it',
    check: each(alarm, (item, view) => item.get('Namespace') === namespaces[watchedBy(view, item)?.type ?? '']),
  },
  {
    id: 'OPS-09',
    sentence:
      'the storage that S3 counts once a day is looked at over a day, rates of mails over an hour; all else over minutes',
    check: each(alarm, (item) => {
      const period = periods[text(item.get('Namespace'))];

      return period === undefined ? number(item.get('Period')) <= 900 : item.get('Period') === period;
    }),
  },
  {
    id: 'OPS-10',
    sentence: 'an alarm reads its metric as that counts: runs and faults are summed, all else has a maximum',
    check: each(
      alarm,
      (item) => item.get('Statistic') === (isSummed.includes(item.get('Namespace')) ? 'Sum' : 'Maximum'),
    ),
  },
  {
    id: 'OPS-11',
    sentence: "an alarm's dimensions are those by which its service reports",
    check: each(
      alarm,
      (item) =>
        same(
          list(item.get('Dimensions')).map((dimension) => at(dimension, 'Name')),
          dimensions[text(item.get('Namespace'))],
        ) &&
        list(item.get('Dimensions')).every((dimension) => at(dimension, 'Value') !== undefined) &&
        [undefined, 'AllStorageTypes'].includes(dimensionOf(item, 'StorageType') as string | undefined),
    ),
  },
  {
    id: 'OPS-12',
    sentence: 'somebody is told of an API that fails, in every region',
    check: (view) =>
      ofType(view, api).flatMap((item) =>
        ofType(view, alarm).some((each) => each.get('MetricName') === '5XXError' && watchedBy(view, each) === item)
          ? []
          : item.id,
      ),
  },
  {
    id: 'OPS-13',
    sentence: 'alarms all ring, at a topic that a person hears, or none does; behind a firewall they ring',
    check: each(alarm, (item, view) =>
      rings(item)
        ? list(item.get('AlarmActions')).every((to) =>
            ofType(view, 'AWS::SNS::Subscription').some(
              (each) => nameIn(each.get('TopicArn')) === nameIn(to) && each.get('Protocol') === 'email',
            ),
          )
        : !isHardened(view) && !ofType(view, alarm).some(rings),
    ),
  },
  {
    id: 'OPS-14',
    sentence: 'who is rung lets CloudWatch ring',
    check: each(alarm, (item, view) =>
      list(item.get('AlarmActions')).every((to) =>
        policiesOf(view, nameIn(to)).some(
          ({effect, principal, actions}) =>
            effect === 'Allow' &&
            same(principal, {Service: 'cloudwatch.amazonaws.com'}) &&
            same(actions, ['sns:Publish']),
        ),
      ),
    ),
  },
];
