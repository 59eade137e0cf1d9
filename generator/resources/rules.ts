import {getAtt, logicalId, type Resource, resource, type Value} from '../cfn.ts';
import type {Alarm} from './alarms.ts';
import {deadLetterQueue} from './queues.ts';
import {role} from './roles.ts';
import type {StateMachine} from './state-machines.ts';

type WorkflowRule = {readonly resources: readonly Resource[]; readonly alarms: readonly Alarm[]};

type WorkflowRuleSpec = {
  readonly noun: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly machine: StateMachine;
};

/** Events on the default bus that start a run, with the role to do so and a queue for those that could not. */
export const workflowRule = ({noun, description, pattern, machine}: WorkflowRuleSpec): WorkflowRule => {
  const id = logicalId(noun, 'rule');
  const roleId = logicalId(noun, 'rule-role');
  const arn: Value<string> = getAtt(id, 'Arn');
  const missed = deadLetterQueue(`${noun}-rule`, {service: 'events.amazonaws.com', sourceArn: arn});

  return {
    resources: [
      resource(
        id,
        'AWS::Events::Rule',
        {
          Description: description,
          EventPattern: pattern,
          Targets: [
            {
              Id: machine.id,
              Arn: machine.arn,
              RoleArn: getAtt(roleId, 'Arn'),
              DeadLetterConfig: {Arn: missed.arn},
              RetryPolicy: {MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185},
            },
          ],
        },
        {
          why: "Written out, not an event of the state machine: SAM's would bring its own role and no dead-letter queue.",
        },
      ),
      role({id: roleId, service: 'events.amazonaws.com', grants: [machine.grants.start]}),
      ...missed.resources,
    ],
    alarms: missed.alarms,
  };
};
