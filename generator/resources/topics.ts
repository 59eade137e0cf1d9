import {type LogicalId, logicalId, type Resource, ref, resource, stack, type Value} from '../cfn.ts';
import {butServices, type Grant, policyDocument, type Statement, tlsOnly, whyButServices} from '../iam.ts';
import type {Target} from '../workflow.ts';

export type Topic = {
  readonly id: LogicalId;
  readonly grants: {readonly publish: Grant};
  readonly target: Target;
  /** What must exist before its publisher may be told of it. */
  readonly policyIds: readonly LogicalId[];
  readonly resources: readonly Resource[];
};

type TopicSpec = {
  readonly noun: string;
  /** A service of this account that publishes without a role. */
  readonly publisher?: 's3.amazonaws.com' | 'cloudwatch.amazonaws.com' | 'ses.amazonaws.com';
  /** The one resource of the account that the service publishes for; any if not said. */
  readonly sourceArn?: Value<string>;
};

export const topic = ({noun, publisher, sourceArn}: TopicSpec): Topic => {
  const id = logicalId(noun, 'topic');
  const policyId = logicalId(noun, 'topic-policy');

  const published: readonly Statement[] =
    publisher === undefined
      ? []
      : [
          {
            Effect: 'Allow',
            Principal: {Service: publisher},
            Action: 'sns:Publish',
            Resource: ref(id),
            Condition: {
              StringEquals: {'aws:SourceAccount': stack.account, ...(sourceArn && {'aws:SourceArn': sourceArn})},
            },
          },
        ];

  return {
    id,
    grants: {publish: {actions: ['sns:Publish'], resource: ref(id)}},
    target: {placeholder: `${id}Arn`, value: ref(id), arn: ref(id)},
    policyIds: [policyId],
    resources: [
      resource(id, 'AWS::SNS::Topic', {}),
      resource(
        policyId,
        'AWS::SNS::TopicPolicy',
        {
          Topics: [ref(id)],
          PolicyDocument: policyDocument([...published, tlsOnly('sns:Publish', ref(id), butServices)]),
        },
        {
          notes: whyButServices,
          ...(publisher === 's3.amazonaws.com' && {
            why: 'By account and not by bucket: the bucket needs this policy first, so naming it here would be a cycle.',
          }),
        },
      ),
    ],
  };
};
