import {getAtt, logicalId, type Resource, resource, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';

export type LogGroup = {
  readonly id: ReturnType<typeof logicalId>;
  readonly arn: Value<string>;
  readonly resources: readonly Resource[];
  readonly grants: {readonly write: Grant};
};

export const logGroup = (config: Config, noun: string, name: Value<string>): LogGroup => {
  const id = logicalId(noun, 'log-group');
  const arn = getAtt(id, 'Arn');

  return {
    id,
    arn,
    resources: [resource(id, 'AWS::Logs::LogGroup', {LogGroupName: name, RetentionInDays: config.retention.logDays})],
    // Without CreateLogGroup: a group that the function makes itself would keep its lines for ever.
    grants: {write: {actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resource: arn}},
  };
};
