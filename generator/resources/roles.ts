import {type LogicalId, type Resource, resource, stack} from '../cfn.ts';
import {allow, type Grant, policyDocument} from '../iam.ts';

const fromThisAccount = {Condition: {StringEquals: {'aws:SourceAccount': stack.account}}};

/** The first three do not say for whom they assume a role; the others may do so only for us. */
const trustConditions = {
  'lambda.amazonaws.com': {},
  'dax.amazonaws.com': {},
  'apigateway.amazonaws.com': {},
  'events.amazonaws.com': fromThisAccount,
  'scheduler.amazonaws.com': fromThisAccount,
  'states.amazonaws.com': fromThisAccount,
};

type RoleSpec = {
  readonly id: LogicalId;
  /** Who may assume the role. */
  readonly service: keyof typeof trustConditions;
  readonly grants: readonly Grant[];
};

export const role = ({id, service, grants}: RoleSpec): Resource => {
  const reasons = [...new Set(grants.flatMap(({why}) => why ?? []))];

  return resource(
    id,
    'AWS::IAM::Role',
    {
      AssumeRolePolicyDocument: policyDocument([
        {Effect: 'Allow', Principal: {Service: service}, Action: 'sts:AssumeRole', ...trustConditions[service]},
      ]),
      Policies: [{PolicyName: 'grants', PolicyDocument: policyDocument(allow(grants))}],
    },
    reasons.length > 0 ? {why: reasons.join('\n')} : {},
  );
};
