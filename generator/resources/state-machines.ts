import {getAtt, type LogicalId, logicalId, type Ref, type Resource, ref, resource, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import {bindWorkflow, type Target, type Workflow} from '../workflow.ts';
import type {Alarm} from './alarms.ts';
import type {Env} from './functions.ts';
import {logGroup} from './log-groups.ts';
import {role} from './roles.ts';

export type StateMachine = {
  readonly id: LogicalId;
  readonly arn: Ref;
  readonly env: Env;
  readonly grants: {readonly start: Grant; readonly describeRun: Grant};
  readonly resources: readonly Resource[];
  readonly alarms: readonly Alarm[];
};

type StateMachineSpec = {
  readonly noun: string;
  readonly type: 'standard' | 'express';
  readonly workflow: Workflow;
  /** What the workflow may name; it is granted only what its tasks call. */
  readonly targets: readonly Target[];
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const logDelivery: Grant = {
  actions: [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  resource: '*',
  why: 'Delivering logs knows no resource.',
};

export const stateMachine = (config: Config, {noun, type, workflow, targets}: StateMachineSpec): StateMachine => {
  const id = logicalId(noun, 'state-machine');
  const roleId = logicalId(noun, 'state-machine-role');
  const isExpress = type === 'express';
  const {substitutions, grants} = bindWorkflow(workflow, targets);
  // CloudWatch Logs needs no new line in its one policy of 5,120 characters for groups under /aws/vendedlogs.
  const log = logGroup(config, `${noun}-state-machine`, sub`/aws/vendedlogs/states/${stack.name}-${noun}`);

  const ended = (sign: string, metric: string): Alarm => ({
    description: `A run of ${id} ${sign.replace('-', ' ')}`,
    watched: id,
    sign,
    namespace: 'AWS/States',
    metric,
    dimensions: {StateMachineArn: ref(id)},
    statistic: 'Sum',
    periodSeconds: 300,
    atLeast: 1,
  });

  return {
    id,
    arn: ref(id),
    env: {[`${noun.toUpperCase().replaceAll('-', '_')}_STATE_MACHINE`]: ref(id)},
    grants: {
      start: {actions: ['states:StartExecution'], resource: ref(id)},
      describeRun: {
        actions: ['states:DescribeExecution'],
        resource: sub`arn:${stack.partition}:states:${stack.region}:${stack.account}:execution:${getAtt(id, 'Name')}:*`,
      },
    },
    resources: [
      resource(
        id,
        'AWS::Serverless::StateMachine',
        {
          DefinitionUri: workflow.path,
          DefinitionSubstitutions: substitutions,
          Type: isExpress ? 'EXPRESS' : 'STANDARD',
          Role: getAtt(roleId, 'Arn'),
          Logging: {
            Level: 'ALL',
            IncludeExecutionData: isExpress,
            Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: log.arn}}],
          },
        },
        {
          notes: {
            'Properties.Logging': isExpress
              ? 'The only history of an Express run, so with what each state was told: names of objects and figures, no more.'
              : "The log outlives the console's history of a run. What a state was told stays out.",
          },
        },
      ),
      role({id: roleId, service: 'states.amazonaws.com', grants: [...grants, logDelivery]}),
      ...log.resources,
    ],
    alarms: [ended('failed', 'ExecutionsFailed'), ended('timed-out', 'ExecutionsTimedOut')],
  };
};
