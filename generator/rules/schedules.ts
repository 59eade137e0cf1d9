// What happens by the clock, and calls that nobody waits for.

import {permits, roleOf} from './view/access.ts';
import {settingOf} from './view/functions.ts';
import {at, list, nameIn, number, text} from './view/values.ts';
import {each, type Item, itemOf, ofType, type Rule, type View} from './view/view.ts';

const schedule = 'AWS::Scheduler::Schedule';

const targetOf = (view: View, item: Item): Item | undefined => itemOf(view, nameIn(item.get('Target.Arn')));

/** NaN for what is not a rate in minutes. */
const periodSeconds = (item: Item): number =>
  60 * Number(/^rate\((\d+) minutes\)$/.exec(text(item.get('ScheduleExpression')))?.[1]);

/** Lambda waits a minute before it calls a second time, and two before a third. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const longestSeconds = (view: View, target: Item | undefined): number => {
  const retries = number(target?.get('EventInvokeConfig.MaximumRetryAttempts') ?? 2);
  const waits = 60 * ((retries * (retries + 1)) / 2);

  return (retries + 1) * number(settingOf(view, target, 'Timeout')) + waits;
};

/** The functions that schedules, rules, topics and buckets call: none of them waits for an answer. */
const unattended = (view: View): readonly Item[] => {
  const targets = [
    ...ofType(view, schedule).map((item) => item.get('Target.Arn')),
    ...ofType(view, 'AWS::Events::Rule').flatMap((item) =>
      list(item.get('Targets')).map((target) => at(target, 'Arn')),
    ),
    ...ofType(view, 'AWS::SNS::Subscription').map((item) => item.get('Endpoint')),
    ...ofType(view, 'AWS::S3::Bucket').flatMap((item) =>
      list(item.get('NotificationConfiguration.LambdaConfigurations')).map((each) => at(each, 'Function')),
    ),
  ];

  return [...new Set(targets.map((target) => itemOf(view, nameIn(target))))].flatMap((item) =>
    item?.type === 'AWS::Serverless::Function' ? item : [],
  );
};

export const scheduleRules: readonly Rule[] = [
  {
    id: 'SCHEDULE-01',
    sentence: 'a schedule is on, may call its function, and puts what it could not call into a queue of dead letters',
    check: each(schedule, (item, view) => {
      const role = itemOf(view, nameIn(item.get('Target.RoleArn')));

      return (
        (item.get('State') ?? 'ENABLED') === 'ENABLED' &&
        permits(role, 'lambda:InvokeFunction', nameIn(item.get('Target.Arn'))) &&
        permits(role, 'sqs:SendMessage', nameIn(item.get('Target.DeadLetterConfig.Arn')))
      );
    }),
  },
  {
    id: 'SCHEDULE-02',
    sentence: 'a scheduled call has been tried for the last time when the next one is due',
    check: each(
      schedule,
      (item, view) =>
        number(item.get('Target.RetryPolicy.MaximumEventAgeInSeconds')) <= periodSeconds(item) &&
        longestSeconds(view, targetOf(view, item)) <= periodSeconds(item),
    ),
  },
  {
    id: 'SCHEDULE-03',
    sentence: 'a call that nobody waits for goes to a bucket, whole, if it fails each time',
    check: (view) =>
      unattended(view).flatMap((item) => {
        const failures = item.get('EventInvokeConfig.DestinationConfig.OnFailure');
        const bucket = nameIn(at(failures, 'Destination'));

        return at(failures, 'Type') === 'S3Bucket' &&
          ['s3:PutObject', 's3:ListBucket'].every((action) => permits(roleOf(view, item), action, bucket))
          ? []
          : item.id;
      }),
  },
  {
    id: 'SCHEDULE-04',
    sentence: 'nothing is scheduled without its exact time: a window would let two calls meet',
    check: each(schedule, (item) => item.get('FlexibleTimeWindow.Mode') === 'OFF'),
  },
];
