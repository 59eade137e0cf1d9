import type {Fragment} from '../cfn.ts';
import type {Config} from '../config.ts';
import {daxCluster, daxPort} from '../resources/dax.ts';
import {type Network, privateNetwork} from '../resources/networks.ts';
import type {TableAccess} from '../resources/tables.ts';
import type {DataSubsystem} from './data.ts';

export type CacheSubsystem = Fragment & {
  /** The posts table, through the cluster. */
  readonly posts: TableAccess;
  /** Where a function must be to reach it. */
  readonly network: Network;
};

/** Photos stay outside: the workflow writes them past the cluster, and who waits for a photo would see an old state of it. */
export const cacheSubsystem = (config: Config, {data}: {readonly data: DataSubsystem}): CacheSubsystem => {
  const network = privateNetwork({noun: 'cache', port: daxPort, tables: [data.posts.arn, data.photos.arn]});
  const cluster = daxCluster(config, {noun: 'cache', network, table: data.posts});

  return {
    about: 'a DAX cluster between the API and the posts.',
    posts: cluster.access,
    network,
    resources: [...cluster.resources, ...network.resources],
  };
};
