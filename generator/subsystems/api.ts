import {type Fragment, ref} from '../cfn.ts';
import type {Config} from '../config.ts';
import {blogEnv, photoEnv} from '../env.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {type Env, lambda} from '../resources/functions.ts';
import type {Network} from '../resources/networks.ts';
import {type ApiOrigin, apiId, restApi, routeEvents} from '../resources/rest-apis.ts';
import {secret} from '../resources/secrets.ts';
import {type RouteHandler, routes} from '../routes.ts';
import type {CacheSubsystem} from './cache.ts';
import type {DataSubsystem} from './data.ts';
import type {MediaSubsystem} from './media.ts';

export type ApiSubsystem = Fragment & {
  /** Where the edge finds it. */
  readonly origin: ApiOrigin;
  readonly alarms: readonly Alarm[];
};

type Needs = {
  readonly data: DataSubsystem;
  readonly media: MediaSubsystem;
  readonly cache: CacheSubsystem | undefined;
};

type FunctionNeeds = {
  readonly env?: Env;
  readonly grants?: readonly Grant[];
  readonly network?: Network | undefined;
  readonly concurrency?: number;
};

/** What many readers may ask for at once. */
const forReaders = {concurrency: 100};

/** What the function of each route is told and may do. */
const routeNeeds = (
  config: Config,
  {data: {posts: table, photos, subscribers, linkKey}, media: {uploadTicket, photoRuns}, cache}: Needs,
): Readonly<Record<RouteHandler, FunctionNeeds>> => {
  const posts = cache?.posts ?? table;
  const network = cache?.network;

  return {
    'list-posts': {
      ...forReaders,
      env: posts.env,
      grants: [posts.grants.query],
      network,
    },
    'read-post': {
      ...forReaders,
      env: {...posts.env, ...photos.env},
      grants: [posts.grants.getItem, photos.grants.batchGetItem],
      network,
    },
    'save-post': {
      env: posts.env,
      grants: [posts.grants.getItem, posts.grants.putItem, posts.grants.deleteItem],
      network,
    },
    'delete-post': {env: posts.env, grants: [posts.grants.getItem, posts.grants.deleteItem], network},
    'list-author-posts': {env: posts.env, grants: [posts.grants.query], network},
    'read-author-post': {env: posts.env, grants: [posts.grants.getItem], network},
    'create-photo': {
      env: {...photos.env, ...uploadTicket.env, ...photoEnv(config)},
      grants: [photos.grants.putItem, ...uploadTicket.grants],
    },
    'read-photo': {
      ...forReaders,
      env: photos.env,
      grants: [photos.grants.getItem],
    },
    'change-photo': {
      env: {...photos.env, ...photoRuns.env},
      grants: [photos.grants.getItem, photos.grants.putItem, photoRuns.grants.start],
    },
    'delete-photo': {
      env: {...photos.env, ...photoRuns.env},
      grants: [photos.grants.getItem, photos.grants.putItem, photoRuns.grants.start],
    },
    'list-author-photos': {env: photos.env, grants: [photos.queryIndex('list'), photos.grants.batchGetItem]},
    subscribe: {
      env: {...subscribers.env, ...blogEnv(config)},
      grants: [subscribers.grants.getItem, subscribers.grants.putItem, subscribers.grants.updateItem],
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
    'show-return': {env: blogEnv(config)},
    'return-subscriber': {
      env: {...subscribers.env, ...linkKey.env, ...blogEnv(config)},
      grants: [subscribers.grants.getItem, subscribers.grants.putItem, linkKey.grants.read],
    },
  };
};

export const apiSubsystem = (config: Config, needs: Needs): ApiSubsystem => {
  const {key} = needs.data;
  const needsOf = routeNeeds(config, needs);

  const functions = routes.map((route) =>
    lambda(config, {handler: route.handler, ...needsOf[route.handler], events: routeEvents(route, {authorized: true})}),
  );

  const authorToken = secret({
    noun: 'author-token',
    description: 'What the author sends as Authorization: Bearer …',
    length: 48,
    key,
    policy: 'Delete',
    why: 'Goes with the stack: a new one costs the author one copy and paste.',
  });

  const authorizeAuthor = lambda(config, {
    handler: 'authorize-author',
    env: authorToken.env,
    grants: [authorToken.grants.read],
  });

  const originKey =
    config.profile === 'hardened'
      ? secret({
          noun: 'origin-key',
          description: 'What the distribution says to the API, in every region',
          length: 48,
          key,
          replicas: config.regions.slice(1),
          policy: 'Delete',
          why: 'Goes with the stack, whose distribution and API are told it together.',
        })
      : undefined;

  const api = restApi(config, {
    routes,
    authorizer: authorizeAuthor,
    ...(originKey && {originKey: originKey.arn}),
  });

  return {
    about: 'the REST API, one function a route, each with a role of its own.',
    origin: api.origin,
    alarms: api.alarms,
    resources: [
      ...api.resources,
      ...authorToken.resources,
      ...(originKey?.resources ?? []),
      ...authorizeAuthor.resources,
      ...functions.flatMap(({resources}) => resources),
    ],
    outputs: [
      {name: 'ApiId', description: 'The REST API', value: ref(apiId)},
      {name: 'ApiDomainName', description: 'Its domain name', value: api.origin.domainName},
      {name: 'ApiUrl', description: 'The REST API past the edge', value: api.url},
      {name: 'AuthorTokenSecretArn', description: "The author's token", value: authorToken.arn},
      ...(originKey
        ? [{name: 'OriginKeySecretName', description: 'What the edge says to the API', value: originKey.name}]
        : []),
    ],
  };
};
