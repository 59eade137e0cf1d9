import {type Fragment, logicalId, ref, resource, stack, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import {blogEnv} from '../env.ts';
import {gatewayResponses} from '../gateway-responses.ts';
import type {Grant} from '../iam.ts';
import {type Env, lambda} from '../resources/functions.ts';
import {secret} from '../resources/secrets.ts';
import {type RouteHandler, routes} from '../routes.ts';
import type {DataSubsystem} from './data.ts';
import type {MediaSubsystem} from './media.ts';

export type ApiSubsystem = Fragment & {
  /** Where the edge finds it. */
  readonly origin: {readonly domainName: Value<string>; readonly path: string};
};

type Needs = {readonly data: DataSubsystem; readonly media: MediaSubsystem};

const apiId = logicalId('blog-api');
const stage = 'live';
const authorizer = 'AuthorAuthorizer';

/** What the function of each route is told and may do. */
const routeNeeds = (
  config: Config,
  {data: {posts, photos, subscribers, linkKey}, media: {uploads}}: Needs,
): Readonly<Record<RouteHandler, {readonly env?: Env; readonly grants?: readonly Grant[]}>> => ({
  'list-posts': {env: posts.env, grants: [posts.grants.query]},
  'read-post': {
    env: {...posts.env, ...photos.env},
    grants: [posts.grants.getItem, photos.grants.batchGetItem],
  },
  'save-post': {
    env: posts.env,
    grants: [posts.grants.getItem, posts.grants.putItem, posts.grants.deleteItem],
  },
  'delete-post': {env: posts.env, grants: [posts.grants.getItem, posts.grants.deleteItem]},
  'list-author-posts': {env: posts.env, grants: [posts.grants.query]},
  'read-author-post': {env: posts.env, grants: [posts.grants.getItem]},
  'create-photo': {
    env: {...photos.env, ...uploads.env},
    // The ticket that it signs allows the upload by this right of its own.
    grants: [photos.grants.putItem, uploads.grants.putObject('uploads/*')],
  },
  'read-photo': {env: photos.env, grants: [photos.grants.getItem]},
  subscribe: {
    env: {...subscribers.env, ...blogEnv(config)},
    grants: [subscribers.grants.getItem, subscribers.grants.putItem],
  },
  'show-confirm': {env: blogEnv(config)},
  'confirm-subscriber': {
    env: {...subscribers.env, ...linkKey.env, ...blogEnv(config)},
    grants: [subscribers.grants.getItem, subscribers.grants.putItem, linkKey.grants.read],
  },
  'show-unsubscribe': {env: blogEnv(config)},
  unsubscribe: {
    env: {...subscribers.env, ...linkKey.env, ...blogEnv(config)},
    grants: [subscribers.grants.getItem, subscribers.grants.putItem, linkKey.grants.read],
  },
});

/** A path as API Gateway's method settings spell it: /~1api~1posts. */
const settingsPath = (path: string): string => `/${path.replaceAll('/', '~1')}`;

export const apiSubsystem = (config: Config, needs: Needs): ApiSubsystem => {
  const needsOf = routeNeeds(config, needs);

  const functions = routes.map(({method, path, handler, caller}) =>
    lambda(config, {
      handler,
      ...needsOf[handler],
      events: {
        Route: {
          Type: 'Api',
          Properties: {
            RestApiId: ref(apiId),
            Method: method,
            Path: path,
            ...(caller === 'anyone' && {Auth: {Authorizer: 'NONE'}}),
          },
        },
      },
    }),
  );

  const authorToken = secret({
    noun: 'author-token',
    description: 'What the author sends as Authorization: Bearer …',
    length: 48,
    policy: 'Delete',
    why: 'Goes with the stack: a new one costs the author one copy and paste.',
  });

  const authorizeAuthor = lambda(config, {
    handler: 'authorize-author',
    env: authorToken.env,
    grants: [authorToken.grants.read],
  });

  const api = resource(
    apiId,
    'AWS::Serverless::Api',
    {
      Name: stack.name,
      StageName: stage,
      EndpointConfiguration: {Type: 'REGIONAL'},
      MinimumCompressionSize: 1_024,
      Auth: {
        DefaultAuthorizer: authorizer,
        Authorizers: {
          [authorizer]: {
            FunctionArn: authorizeAuthor.arn,
            FunctionPayloadType: 'TOKEN',
            Identity: {Header: 'Authorization', ReauthorizeEvery: 60},
          },
        },
      },
      MethodSettings: [
        {HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200},
        ...routes.flatMap((route) =>
          'maxPerSecond' in route
            ? [
                {
                  HttpMethod: route.method.toUpperCase(),
                  ResourcePath: settingsPath(route.path),
                  ThrottlingRateLimit: route.maxPerSecond,
                  ThrottlingBurstLimit: 2 * route.maxPerSecond,
                },
              ]
            : [],
        ),
      ],
      GatewayResponses: gatewayResponses,
    },
    {
      notes: {
        'Properties.MinimumCompressionSize':
          'The edge cannot compress what it may keep for no time at all (MinTTL 0), so the API does.',
        'Properties.GatewayResponses':
          'Never a 403: the distribution answers that with the page for a missing object, whoever said it.',
      },
    },
  );

  const domainName = sub`${ref(apiId)}.execute-api.${stack.region}.${stack.urlSuffix}`;

  return {
    about: 'the REST API, one function a route, each with a role of its own.',
    origin: {domainName, path: `/${stage}`},
    resources: [
      api,
      ...authorToken.resources,
      ...authorizeAuthor.resources,
      ...functions.flatMap(({resources}) => resources),
    ],
    outputs: [
      {name: 'ApiId', description: 'The REST API', value: ref(apiId)},
      {
        name: 'ApiUrl',
        description: 'The REST API past the edge',
        value: sub`https://${domainName}/${stage}`,
      },
      {name: 'AuthorTokenSecretArn', description: "The author's token", value: authorToken.arn},
    ],
  };
};
