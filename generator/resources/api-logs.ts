import {getAtt, type LogicalId, logicalId, type Resource, resource, stack, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import {logGroup} from './log-groups.ts';
import {role} from './roles.ts';

export type ApiLog = {
  readonly arn: Value<string>;
  /** What one line says. */
  readonly format: string;
  /** What must exist before an API may be told of the log. */
  readonly accountId: LogicalId;
  readonly resources: readonly Resource[];
};

/** No query string: it is where a mailed link has its token. */
const loggedFields = {
  at: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  address: '$context.identity.sourceIp',
  id: '$context.requestId',
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const accountLogs: Grant = {
  actions: [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    'logs:GetLogEvents',
    'logs:FilterLogEvents',
  ],
  resource: '*',
  why: 'The role is that of every API of the account, and API Gateway accepts it with nothing less.',
};

/** Deleting the account's setting leaves it as it is: without the role, no API of the account could write its log. */
const stays = {deletionPolicy: 'Retain', updateReplacePolicy: 'Retain'} as const;

/** The log of an API's answers. API Gateway writes it by a role of the account, not of the API. */
export const apiLog = (config: Config): ApiLog => {
  const accountId = logicalId('api-account');
  const roleId = logicalId('api-account-role');
  const log = logGroup(config, 'blog-api', sub`/aws/apigateway/${stack.name}`);

  return {
    arn: log.arn,
    format: JSON.stringify(loggedFields),
    accountId,
    resources: [
      ...log.resources,
      resource(
        accountId,
        'AWS::ApiGateway::Account',
        {CloudWatchRoleArn: getAtt(roleId, 'Arn')},
        {
          ...stays,
          why: 'For the whole account in this region: it replaces the role that other APIs write their logs by.',
        },
      ),
      {...role({id: roleId, service: 'apigateway.amazonaws.com', grants: [accountLogs]}), ...stays},
    ],
  };
};
