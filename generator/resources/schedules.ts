import {type GetAtt, getAtt, type LogicalId, logicalId, type Resource, resource} from '../cfn.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from './alarms.ts';
import {deadLetterQueue} from './queues.ts';
import {role} from './roles.ts';

type Schedule = {readonly resources: readonly Resource[]; readonly alarms: readonly Alarm[]};

type ScheduleSpec = {
  readonly noun: string;
  readonly description: string;
  readonly everyMinutes: number;
  readonly target: {readonly id: LogicalId; readonly arn: GetAtt; readonly grants: {readonly invoke: Grant}};
};

/** Calls a function again and again, with the role to do so and a queue for the calls that could not be made. */
export const schedule = ({noun, description, everyMinutes, target}: ScheduleSpec): Schedule => {
  const id = logicalId(noun, 'schedule');
  const roleId = logicalId(noun, 'schedule-role');
  const missed = deadLetterQueue(`${noun}-schedule`);

  return {
    resources: [
      resource(id, 'AWS::Scheduler::Schedule', {
        Description: description,
        ScheduleExpression: `rate(${everyMinutes} minutes)`,
        FlexibleTimeWindow: {Mode: 'OFF'},
        Target: {
          Arn: target.arn,
          RoleArn: getAtt(roleId, 'Arn'),
          DeadLetterConfig: {Arn: missed.arn},
          RetryPolicy: {MaximumEventAgeInSeconds: 60 * everyMinutes, MaximumRetryAttempts: 3},
        },
      }),
      role({id: roleId, service: 'scheduler.amazonaws.com', grants: [target.grants.invoke, missed.grants.send]}),
      ...missed.resources,
    ],
    alarms: missed.alarms,
  };
};
