// A network without a way to the internet: for what can only be reached from inside one.

import {
  type LogicalId,
  logicalId,
  type Ref,
  type Resource,
  ref,
  resource,
  stack,
  sub,
  type Value,
  zone,
} from '../cfn.ts';
import {type Grant, policyDocument} from '../iam.ts';

/** Where functions are put, and what that takes of their roles. */
export type Network = {
  readonly subnetIds: readonly Ref[];
  readonly securityGroupId: Ref;
  readonly grants: readonly Grant[];
};

export type PrivateNetwork = Network & {
  readonly vpcId: Ref;
  readonly resources: readonly Resource[];
};

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const networkInterfaces: Grant = {
  actions: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  resource: '*',
  why: 'Lambda makes its network interfaces by the role of the function, before they have a name to be granted.',
};

const addresses = '10.0.0.0/24';
const subnetAddresses = ['10.0.0.0/26', '10.0.0.64/26'];

type NetworkSpec = {
  readonly noun: string;
  /** The port, inside the network, that functions call. */
  readonly port: number;
  /** What may be asked of DynamoDB from inside. */
  readonly tables: readonly Value<string>[];
};

/** Two subnets in two zones, a security group for functions, and DynamoDB by a gateway, which costs nothing. */
export const privateNetwork = ({noun, port, tables}: NetworkSpec): PrivateNetwork => {
  const vpcId = logicalId(noun, 'vpc');
  const routesId = logicalId(noun, 'route-table');
  const groupId = logicalId(noun, 'functions-security-group');
  const subnetIds: readonly LogicalId[] = subnetAddresses.map((_, i) => logicalId(noun, `subnet-${i + 1}`));

  return {
    vpcId: ref(vpcId),
    subnetIds: subnetIds.map(ref),
    securityGroupId: ref(groupId),
    grants: [networkInterfaces],
    resources: [
      resource(vpcId, 'AWS::EC2::VPC', {CidrBlock: addresses, EnableDnsSupport: true, EnableDnsHostnames: true}),
      resource(routesId, 'AWS::EC2::RouteTable', {VpcId: ref(vpcId)}),
      ...subnetIds.flatMap((id, i) => [
        resource(id, 'AWS::EC2::Subnet', {
          VpcId: ref(vpcId),
          CidrBlock: subnetAddresses[i] ?? addresses,
          AvailabilityZone: zone(i),
        }),
        resource(logicalId(id, 'route-table-association'), 'AWS::EC2::SubnetRouteTableAssociation', {
          SubnetId: ref(id),
          RouteTableId: ref(routesId),
        }),
      ]),
      resource(
        logicalId(noun, 'dynamodb-endpoint'),
        'AWS::EC2::VPCEndpoint',
        {
          VpcId: ref(vpcId),
          VpcEndpointType: 'Gateway',
          ServiceName: sub`com.amazonaws.${stack.region}.dynamodb`,
          RouteTableIds: [ref(routesId)],
          PolicyDocument: policyDocument([
            {
              Effect: 'Allow',
              Principal: '*',
              Action: 'dynamodb:*',
              Resource: tables,
              Condition: {StringEquals: {'aws:PrincipalAccount': stack.account}},
            },
          ]),
        },
        {why: 'The only way out: to the tables of this blog. Who may do what there is said by the roles.'},
      ),
      resource(groupId, 'AWS::EC2::SecurityGroup', {
        GroupDescription: 'Functions that call into the network',
        VpcId: ref(vpcId),
        SecurityGroupEgress: [
          {IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: addresses, Description: 'Inside the network'},
          {IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0', Description: 'DynamoDB by its gateway'},
        ],
      }),
    ],
  };
};
