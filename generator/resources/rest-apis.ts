// A REST API and the routes that it knows. The functions behind it name it; it names only its authorizer.

import {type GetAtt, logicalId, type Ref, type Resource, ref, resource, stack, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import {gatewayResponses} from '../gateway-responses.ts';
import type {Route} from '../routes.ts';
import type {Alarm} from './alarms.ts';
import {apiLog} from './api-logs.ts';
import type {LambdaFunction, LambdaSpec} from './functions.ts';
import {originApiKey} from './origin-api-keys.ts';

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

export const restApi = (config: Config, {routes, authorizer: authorize, originKey: secret}: RestApiSpec): RestApi => {
  const domainName = sub`${ref(apiId)}.execute-api.${stack.region}.${stack.urlSuffix}`;
  const originKey = secret && sub`{{resolve:secretsmanager:${secret}}}`;
  const log = config.profile === 'hardened' ? apiLog(config) : undefined;

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
          ...(log && {AccessLogSetting: {DestinationArn: log.arn, Format: log.format}}),
          MethodSettings: methodSettings(routes),
          GatewayResponses: gatewayResponses,
        },
        {
          ...(log && {dependsOn: [log.accountId]}),
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
      ...(originKey ? originApiKey(apiId, originKey) : []),
      ...(log ? log.resources : []),
    ],
  };
};
