import {getAtt, logicalId, type Resource, ref, resource} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {PrivateNetwork} from './networks.ts';
import {role} from './roles.ts';
import {type Table, type TableAccess, tableGrants} from './tables.ts';

/** Where a cluster listens whose clients speak TLS. */
export const daxPort = 9_111;

type DaxSpec = {
  readonly noun: string;
  readonly network: PrivateNetwork;
  readonly table: Table;
};

/** A cluster in front of a table; the table as it is read and written through the cluster. */
export const daxCluster = (
  config: Config,
  {noun, network, table}: DaxSpec,
): {readonly access: TableAccess; readonly resources: readonly Resource[]} => {
  const id = logicalId(noun, 'cluster');
  const roleId = logicalId(noun, 'cluster-role');
  const parametersId = logicalId(noun, 'parameter-group');
  const subnetsId = logicalId(noun, 'subnet-group');
  const groupId = logicalId(noun, 'cluster-security-group');
  // As much as the functions ask of it: nobody updates in place, or reads several posts at once.
  const {getItem, query, putItem, deleteItem} = table.grants;

  return {
    access: {
      env: {...table.env, DAX_ENDPOINT: getAtt(id, 'ClusterDiscoveryEndpointURL')},
      grants: tableGrants((action) => ({actions: [`dax:${action}`], resource: getAtt(id, 'Arn')})),
    },
    resources: [
      resource(
        id,
        'AWS::DAX::Cluster',
        {
          Description: 'Posts, kept in memory beside the API',
          NodeType: 'dax.t3.small',
          ReplicationFactor: config.profile === 'hardened' ? 2 : 1,
          IAMRoleARN: getAtt(roleId, 'Arn'),
          ClusterEndpointEncryptionType: 'TLS',
          SSESpecification: {SSEEnabled: true},
          ParameterGroupName: ref(parametersId),
          SubnetGroupName: ref(subnetsId),
          SecurityGroupIds: [getAtt(groupId, 'GroupId')],
        },
        {why: 'Billed by the hour, read or not: the distribution in front of the API keeps most reads away from it.'},
      ),
      resource(
        parametersId,
        'AWS::DAX::ParameterGroup',
        {ParameterNameValues: {'record-ttl-millis': '60000', 'query-ttl-millis': '1000'}},
        {why: 'A write renews the item that it writes and no query: lists may be a second old, an item never.'},
      ),
      resource(subnetsId, 'AWS::DAX::SubnetGroup', {SubnetIds: network.subnetIds}),
      resource(groupId, 'AWS::EC2::SecurityGroup', {
        GroupDescription: 'The cluster, for the functions alone',
        VpcId: network.vpcId,
        SecurityGroupIngress: [
          {
            IpProtocol: 'tcp',
            FromPort: daxPort,
            ToPort: daxPort,
            SourceSecurityGroupId: network.securityGroupId,
            Description: 'Functions of the API',
          },
        ],
      }),
      role({
        id: roleId,
        service: 'dax.amazonaws.com',
        grants: [{actions: ['dynamodb:DescribeTable'], resource: table.arn}, getItem, query, putItem, deleteItem],
      }),
    ],
  };
};
