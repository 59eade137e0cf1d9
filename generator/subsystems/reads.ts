import {type Fragment, logicalId, type Parameter, ref} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Alarm} from '../resources/alarms.ts';
import {lambda} from '../resources/functions.ts';
import {apiId, restApi, routeEvents} from '../resources/rest-apis.ts';
import {replicatedTable} from '../resources/tables.ts';
import {type EverywhereHandler, isEverywhere, routes} from '../routes.ts';

const originKeyName: Parameter = {
  id: logicalId('origin-key-secret-name'),
  description: 'Output OriginKeySecretName of the home stack',
};

export type ReadsSubsystem = Fragment & {readonly alarms: readonly Alarm[]};

/** What the API answers in a region beside the home region: nothing there writes, and nothing reads a stream. */
export const readsSubsystem = (config: Config): ReadsSubsystem => {
  const posts = replicatedTable('posts');
  const photos = replicatedTable('photos');

  const needsOf = {
    'list-posts': {env: posts.env, grants: [posts.grants.query]},
    'read-post': {env: {...posts.env, ...photos.env}, grants: [posts.grants.getItem, photos.grants.batchGetItem]},
    'read-photo': {env: photos.env, grants: [photos.grants.getItem]},
  } satisfies Readonly<Record<EverywhereHandler, object>>;

  const reads = routes.filter(isEverywhere);
  const functions = reads.map((route) => {
    const {env, grants} = needsOf[route.handler];

    return lambda(config, {
      handler: route.handler,
      env,
      grants,
      concurrency: 100,
      events: routeEvents(route, {authorized: false}),
    });
  });

  const hardened = config.profile === 'hardened';
  const api = restApi(config, {routes: reads, ...(hardened && {originKey: ref(originKeyName.id)})});

  return {
    about: "the API's public reads, from this region's replica of the tables.",
    alarms: api.alarms,
    parameters: [posts.parameter, photos.parameter, ...(hardened ? [originKeyName] : [])],
    resources: [...api.resources, ...functions.flatMap(({resources}) => resources)],
    outputs: [
      {name: 'ApiId', description: 'The REST API', value: ref(apiId)},
      {name: 'ApiDomainName', description: 'Its domain name, for the home stack', value: api.origin.domainName},
      {name: 'ApiUrl', description: 'The REST API past the edge', value: api.url},
    ],
  };
};
