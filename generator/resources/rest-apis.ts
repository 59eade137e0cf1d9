// A REST API and the routes that it knows. The functions behind it name it; it names only its authorizer.

import {
  type GetAtt,
  getAtt,
  logicalId,
  type Ref,
  type Resource,
  ref,
  resource,
  stack,
  sub,
  type Value,
} from '../cfn.ts';
import type {Config} from '../config.ts';
import {gatewayResponses} from '../gateway-responses.ts';
import type {Grant} from '../iam.ts';
import type {Route} from '../routes.ts';
import type {Alarm} from './alarms.ts';
import type {LambdaFunction, LambdaSpec} from './functions.ts';
import {logGroup} from './log-groups.ts';
import {role} from './roles.ts';

export const apiId = logicalId('blog-api');
const stage = 'live';
const authorizer = 'AuthorAuthorizer';

/** Where the edge finds an API, and what it must say to be answered. */
export type ApiOrigin = {
  readonly domainName: Value<string>;
  readonly path: string;
  readonly key?: Value<string>;
};

/** What lets a function answer a route of an API, past its authorizer, if it has one, where anyone may call. */
export const routeEvents = (
  {method, path, caller}: Route,
  {authorized}: {readonly authorized: boolean},
): NonNullable<LambdaSpec['events']> => ({
  Route: {
    Type: 'Api',
    Properties: {
      RestApiId: ref(apiId),
      Method: method,
      Path: path,
      ...(authorized && caller === 'anyone' && {Auth: {Authorizer: 'NONE'}}),
    },
  },
});

/** A path as API Gateway's method settings spell it: /~1api~1posts. */
const settingsPath = (path: string): string => `/${path.replaceAll('/', '~1')}`;

const methodSettings = (routes: readonly Route[]) => [
  {HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200},
  ...routes.flatMap(({method, path, maxPerSecond}) =>
    maxPerSecond === undefined
      ? []
      : [
          {
            HttpMethod: method.toUpperCase(),
            ResourcePath: settingsPath(path),
            ThrottlingRateLimit: maxPerSecond,
            ThrottlingBurstLimit: 2 * maxPerSecond,
          },
        ],
  ),
];

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

type RestApiSpec = {
  readonly routes: readonly Route[];
  /** Asked before every route that is not anyone's; without one there may be no such route. */
  readonly authorizer?: LambdaFunction;
  /** The secret, by name or ARN, that the edge sends along, if the API answers nobody else. */
  readonly originKey?: Ref | GetAtt;
};

export type RestApi = {
  readonly origin: ApiOrigin;
  readonly url: Value<string>;
  readonly alarms: readonly Alarm[];
  readonly resources: readonly Resource[];
};

const originKeyResources = (value: Value<string>): readonly Resource[] => {
  const keyId = logicalId('origin', 'api-key');
  const planId = logicalId('origin', 'usage-plan');

  return [
    resource(
      keyId,
      'AWS::ApiGateway::ApiKey',
      {Description: 'What the distribution says to the API', Enabled: true, Value: value},
      {why: 'Nobody is known by it: it only keeps away who would go past the edge, its cache and its firewall.'},
    ),
    resource(planId, 'AWS::ApiGateway::UsagePlan', {
      Description: 'Through the distribution, without a limit of its own',
      ApiStages: [{ApiId: ref(apiId), Stage: {Ref: `${apiId}.Stage`}}],
    }),
    resource(logicalId('origin', 'usage-plan-key'), 'AWS::ApiGateway::UsagePlanKey', {
      KeyId: ref(keyId),
      KeyType: 'API_KEY',
      UsagePlanId: ref(planId),
    }),
  ];
};

const accountId = logicalId('api-account');

/** The log of the API's answers. API Gateway writes it by a role of the account, not of the API. */
const accessLog = (config: Config) => {
  const log = logGroup(config, 'blog-api', sub`/aws/apigateway/${stack.name}`);
  const roleId = logicalId('api-account-role');

  return {
    arn: log.arn,
    resources: [
      ...log.resources,
      resource(
        accountId,
        'AWS::ApiGateway::Account',
        {CloudWatchRoleArn: getAtt(roleId, 'Arn')},
        {why: 'For the whole account in this region: it replaces the role that other APIs write their logs by.'},
      ),
      role({id: roleId, service: 'apigateway.amazonaws.com', grants: [accountLogs]}),
    ],
  };
};

export const restApi = (config: Config, {routes, authorizer: authorize, originKey: secret}: RestApiSpec): RestApi => {
  const domainName = sub`${ref(apiId)}.execute-api.${stack.region}.${stack.urlSuffix}`;
  const originKey = secret && sub`{{resolve:secretsmanager:${secret}}}`;
  const log = config.profile === 'hardened' ? accessLog(config) : undefined;

  return {
    origin: {domainName, path: `/${stage}`, ...(originKey && {key: originKey})},
    url: sub`https://${domainName}/${stage}`,
    alarms: [
      {
        description: 'The API answered with a fault of its own',
        watched: apiId,
        sign: 'faults',
        namespace: 'AWS/ApiGateway',
        metric: '5XXError',
        dimensions: {ApiName: stack.name, Stage: stage},
        statistic: 'Sum',
        periodSeconds: 300,
        atLeast: 5,
      },
    ],
    resources: [
      resource(
        apiId,
        'AWS::Serverless::Api',
        {
          Name: stack.name,
          StageName: stage,
          EndpointConfiguration: {Type: 'REGIONAL'},
          MinimumCompressionSize: 1_024,
          Auth: {
            ...(originKey && {ApiKeyRequired: true}),
            ...(authorize && {
              DefaultAuthorizer: authorizer,
              Authorizers: {
                [authorizer]: {
                  FunctionArn: authorize.arn,
                  FunctionPayloadType: 'TOKEN',
                  Identity: {Header: 'Authorization', ReauthorizeEvery: 60},
                },
              },
            }),
          },
          ...(log && {AccessLogSetting: {DestinationArn: log.arn, Format: JSON.stringify(loggedFields)}}),
          MethodSettings: methodSettings(routes),
          GatewayResponses: gatewayResponses,
        },
        {
          ...(log && {dependsOn: [accountId]}),
          notes: {
            ...(!authorize && {'Properties.Auth': 'Nobody is asked who they are: what is here is public, and read.'}),
            'Properties.MinimumCompressionSize':
              'The edge cannot compress what it may keep for no time at all (MinTTL 0), so the API does.',
            'Properties.GatewayResponses':
              'Never a 403: the distribution answers that with the page for a missing object, whoever said it.',
            'Properties.AccessLogSetting': "Without the query string, which has a mailed link's token.",
          },
        },
      ),
      ...(originKey ? originKeyResources(originKey) : []),
      ...(log ? log.resources : []),
    ],
  };
};
