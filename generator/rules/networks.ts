// The network of the cluster, which has no way to the internet.

import {stack, sub} from '../cfn.ts';
import {grantsOf, roleOf, statementsOf} from './view/access.ts';
import {eachFunction, envOf, functionsOf, routesOf} from './view/functions.ts';
import {callers, eachInside, ids, isInside, port, servicesOf} from './view/network.ts';
import {at, list, nameIn, same, sameNames} from './view/values.ts';
import {each, itemOf, ofType, type Rule, typeIn, type View} from './view/view.ts';

const group = 'AWS::EC2::SecurityGroup';
const subnet = 'AWS::EC2::Subnet';
const endpoint = 'AWS::EC2::VPCEndpoint';

/** What a function can ask for without a way to the internet, and what Lambda asks for it. */
const insideServices: readonly string[] = ['dax', 'dynamodb', 'logs', 'ec2', 'kms'];

/** By those inside: as their environment says, through the cluster or not. */
const tablesAsked = (view: View): readonly string[] =>
  functionsOf(view)
    .filter(isInside)
    .flatMap((item) => envOf(item).flatMap(([name, value]) => (name.endsWith('_TABLE') ? nameIn(value) : [])));

export const networkRules: readonly Rule[] = [
  {
    id: 'NETWORK-01',
    sentence: 'only what answers a route, or lets one be answered, stands in a network',
    check: eachInside((item, view) => routesOf(view).some((route) => route.item === item)),
  },
  {
    id: 'NETWORK-02',
    sentence: 'functions and cluster stand in the same subnets, two or more, each in a zone of its own',
    check: (view) => {
      const subnets = ofType(view, subnet);
      const places = [
        ...functionsOf(view)
          .filter(isInside)
          .map((item) => [item, ids(item.get('VpcConfig.SubnetIds'))] as const),
        ...ofType(view, 'AWS::DAX::SubnetGroup').map((item) => [item, ids(item.get('SubnetIds'))] as const),
      ];
      const zones = new Set(subnets.flatMap((item) => JSON.stringify(item.get('AvailabilityZone')) ?? []));

      return [
        ...places.flatMap(([item, names]) =>
          sameNames(
            names,
            subnets.map(({id}) => id),
          )
            ? []
            : item.id,
        ),
        ...(subnets.length === 0 || (zones.size === subnets.length && zones.size >= 2) ? [] : [subnets[0]?.id ?? '']),
      ];
    },
  },
  {
    id: 'NETWORK-03',
    sentence: 'no group lets addresses in, and that of functions lets nobody in',
    check: each(
      group,
      (item, view) =>
        list(item.get('SecurityGroupIngress')).every(
          (door) => at(door, 'CidrIp') === undefined && at(door, 'CidrIpv6') === undefined,
        ) &&
        (!callers(view).includes(item.id) || item.get('SecurityGroupIngress') === undefined),
    ),
  },
  {
    id: 'NETWORK-04',
    sentence: 'a function calls the cluster, and DynamoDB over https, and nothing else',
    check: each(
      group,
      (item, view) =>
        !callers(view).includes(item.id) ||
        (sameNames(
          list(item.get('SecurityGroupEgress')).map((door) => String(at(door, 'FromPort'))),
          [String(port), '443'],
        ) &&
          list(item.get('SecurityGroupEgress')).every(
            (door) =>
              at(door, 'IpProtocol') === 'tcp' &&
              [port, 443].some((only) => at(door, 'FromPort') === only && at(door, 'ToPort') === only) &&
              (at(door, 'FromPort') === 443 || at(door, 'CidrIp') !== '0.0.0.0/0'),
          )),
    ),
  },
  {
    id: 'NETWORK-05',
    sentence: 'there is no way from the network to the internet, nor back',
    check: (view) => [
      ...view.items.flatMap(({type, id}) =>
        /^AWS::EC2::(.*Gateway|.*GatewayAttachment|Route|EIP|NetworkInterface|Instance)$/.test(type) ? id : [],
      ),
      ...each(subnet, (item) => item.get('MapPublicIpOnLaunch') !== true)(view),
    ],
  },
  {
    id: 'NETWORK-06',
    sentence: 'the one way out leads to the tables that are asked from inside, for this account',
    check: each(endpoint, (item, view) => {
      const statements = statementsOf(item.get('PolicyDocument'));

      return (
        item.get('VpcEndpointType') === 'Gateway' &&
        same(item.get('ServiceName'), sub`com.amazonaws.${stack.region}.dynamodb`) &&
        statements.length > 0 &&
        statements.every(
          ({effect, resources, condition}) =>
            effect === 'Allow' &&
            resources.length > 0 &&
            sameNames(resources.map(nameIn), tablesAsked(view)) &&
            same(condition, {StringEquals: {'aws:PrincipalAccount': {Ref: 'AWS::AccountId'}}}),
        )
      );
    }),
  },
  {
    id: 'NETWORK-07',
    sentence: 'every subnet has that way out',
    check: each(subnet, (item, view) =>
      ofType(view, 'AWS::EC2::SubnetRouteTableAssociation').some(
        (each) =>
          nameIn(each.get('SubnetId')) === item.id &&
          ofType(view, endpoint).some((out) =>
            ids(out.get('RouteTableIds')).includes(nameIn(each.get('RouteTableId'))),
          ),
      ),
    ),
  },
  {
    id: 'NETWORK-08',
    sentence: 'who has no way to the internet needs no service there',
    check: eachInside((item, view) => servicesOf(view, item).every((service) => insideServices.includes(service))),
  },
  {
    id: 'NETWORK-09',
    sentence: 'who is in a network may be put there, and nobody else',
    check: eachFunction(
      (item, view) =>
        isInside(item) ===
        grantsOf(roleOf(view, item)).some(({actions}) => actions.includes('ec2:CreateNetworkInterface')),
    ),
  },
  {
    id: 'NETWORK-10',
    sentence: 'all of it is in one network, whose names are known inside',
    check: (view) => {
      const [vpc, ...others] = ofType(view, 'AWS::EC2::VPC');

      return [
        ...ofType(view, subnet, group, endpoint, 'AWS::EC2::RouteTable').flatMap((item) =>
          same(item.get('VpcId'), {Ref: vpc?.id}) ? [] : item.id,
        ),
        ...(vpc && !(vpc.get('EnableDnsSupport') === true && vpc.get('EnableDnsHostnames') === true) ? [vpc.id] : []),
        ...others.map(({id}) => id),
      ];
    },
  },
  {
    id: 'NETWORK-11',
    sentence: 'a function stands behind a group of its own, and a cluster in a group of subnets',
    check: (view) => [
      ...eachInside((item) => {
        const groups = ids(item.get('VpcConfig.SecurityGroupIds'));

        return groups.length > 0 && groups.every((id) => itemOf(view, id)?.type === group);
      })(view),
      ...each(
        'AWS::DAX::Cluster',
        (item) => typeIn(view, item.get('SubnetGroupName')) === 'AWS::DAX::SubnetGroup',
      )(view),
    ],
  },
];
