// The cluster between the API and the posts.

import {grantsOf, isByWayOfService, roleOf} from './view/access.ts';
import {eachFunction, functionsOf} from './view/functions.ts';
import {callers, eachInside, ids, isInside, port, servicesOf} from './view/network.ts';
import {at, list, nameIn, number} from './view/values.ts';
import {each, type Item, isHardened, itemOf, type Rule, type View} from './view/view.ts';

const cluster = 'AWS::DAX::Cluster';

const daxClient = '@amazon-dax-sdk/lib-dax';

const clusterOf = (view: View, item: Item): Item | undefined =>
  itemOf(view, nameIn(item.get('Environment.Variables.DAX_ENDPOINT')));

const parameter = (view: View, item: Item, name: string): number =>
  Number(itemOf(view, nameIn(item.get('ParameterGroupName')))?.get(`ParameterNameValues.${name}`) ?? Number.NaN);

export const daxRules: readonly Rule[] = [
  {
    id: 'DAX-01',
    sentence: 'what a cluster holds is encrypted, and so is what it is asked',
    check: each(
      cluster,
      (item) => item.get('SSESpecification.SSEEnabled') === true && item.get('ClusterEndpointEncryptionType') === 'TLS',
    ),
  },
  {
    id: 'DAX-02',
    sentence: 'a cluster keeps an item for a minute at most, and a list, which no write renews, for a second',
    check: each(
      cluster,
      (item, view) =>
        parameter(view, item, 'record-ttl-millis') <= 60_000 && parameter(view, item, 'query-ttl-millis') <= 1_000,
    ),
  },
  {
    id: 'DAX-03',
    sentence: 'who is told of a cluster stands in its network, and nobody else',
    check: eachFunction(
      (item, view) =>
        isInside(item) === (item.get('Environment.Variables.DAX_ENDPOINT') !== undefined) &&
        (!isInside(item) || clusterOf(view, item)?.type === cluster),
    ),
  },
  {
    id: 'DAX-04',
    sentence: "a cluster hears the functions' group, on its one port, and nobody else",
    check: each(cluster, (item, view) => {
      const groups = ids(item.get('SecurityGroupIds'));

      return (
        groups.length > 0 &&
        groups.every((id) => {
          const doors = list(itemOf(view, id)?.get('SecurityGroupIngress'));

          return (
            doors.length > 0 &&
            doors.every(
              (door) =>
                at(door, 'IpProtocol') === 'tcp' &&
                at(door, 'FromPort') === port &&
                at(door, 'ToPort') === port &&
                callers(view).includes(nameIn(at(door, 'SourceSecurityGroupId'))),
            )
          );
        })
      );
    }),
  },
  {
    id: 'DAX-05',
    sentence: 'who is told of a cluster asks it, and not the table behind it',
    check: eachInside((item, view) => {
      const role = roleOf(view, item);
      const behind = nameIn(item.get('Environment.Variables.POSTS_TABLE'));

      return (
        servicesOf(view, item).includes('dax') &&
        grantsOf(role).every(
          ({actions, resources}) =>
            !actions.some((action) => action.startsWith('dynamodb:')) || !resources.map(nameIn).includes(behind),
        )
      );
    }),
  },
  {
    id: 'DAX-06',
    sentence: 'a cluster may do with one table what it may be asked to do, and describe it',
    check: each(cluster, (item, view) => {
      const grants = grantsOf(itemOf(view, nameIn(item.get('IAMRoleARN')))).filter((grant) => !isByWayOfService(grant));
      const may = grants.flatMap(({actions}) => actions);
      const asked = functionsOf(view).flatMap((each) =>
        grantsOf(roleOf(view, each)).flatMap(({actions}) =>
          actions.flatMap((action) => (action.startsWith('dax:') ? action.replace('dax:', 'dynamodb:') : [])),
        ),
      );

      return (
        grants.length === 1 && may.includes('dynamodb:DescribeTable') && asked.every((action) => may.includes(action))
      );
    }),
  },
  {
    id: 'DAX-07',
    sentence: 'the client of a cluster is in the bundle of who has one, and in no other',
    check: eachFunction(
      (item) => list(item.attribute('Metadata.BuildProperties.External')).includes(daxClient) !== isInside(item),
    ),
  },
  {
    id: 'DAX-08',
    sentence: 'behind a firewall a cluster outlives one of its nodes',
    check: each(cluster, (item, view) => number(item.get('ReplicationFactor')) >= (isHardened(view) ? 2 : 1)),
  },
];
