import {gone, grant, type Sabotage} from './sabotage.ts';

const role = 'CacheClusterRole';
const ingress = 'CacheClusterSecurityGroup.SecurityGroupIngress';
const egress = 'CacheFunctionsSecurityGroup.SecurityGroupEgress';
const out = 'CacheDynamodbEndpoint';
const listPosts = 'ListPostsFunction';
const anyone = {IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0'};
const network = {SubnetIds: [{Ref: 'CacheSubnet1'}], SecurityGroupIds: [{Ref: 'CacheFunctionsSecurityGroup'}]};
const ofPosts = {'Fn::GetAtt': ['PostsTable', 'Arn']};

export const daxSabotages: readonly Sabotage[] = [
  ['DAX-01', 'CacheCluster.SSESpecification', gone],
  ['DAX-01', 'CacheCluster.ClusterEndpointEncryptionType', 'NONE'],
  ['DAX-02', 'CacheParameterGroup.ParameterNameValues.record-ttl-millis', '300000'],
  ['DAX-02', 'CacheParameterGroup.ParameterNameValues.query-ttl-millis', gone],
  ['DAX-02', 'CacheCluster.ParameterGroupName', gone],
  ['DAX-03', `${listPosts}.VpcConfig`, gone],
  ['DAX-03', `${listPosts}.Environment.Variables.DAX_ENDPOINT`, gone],
  ['DAX-03', `${listPosts}.Environment.Variables.DAX_ENDPOINT`, 'dax://example.com'],
  ['NETWORK-01', 'SendMailFunction.VpcConfig', network],
  ['NETWORK-02', `${listPosts}.VpcConfig.SubnetIds.1`, gone],
  ['NETWORK-02', 'CacheSubnetGroup.SubnetIds.0', gone],
  ['NETWORK-02', 'CacheSubnet2.AvailabilityZone.Fn::Select.0', 0],
  ['DAX-04', `${ingress}.0.SourceSecurityGroupId`, gone],
  ['DAX-04', `${ingress}.0.FromPort`, 0],
  ['DAX-04', ingress, gone],
  ['NETWORK-03', `${ingress}.0.CidrIp`, '0.0.0.0/0'],
  ['NETWORK-03', 'CacheFunctionsSecurityGroup.SecurityGroupIngress', [anyone]],
  ['NETWORK-04', egress, gone],
  ['NETWORK-04', `${egress}.0.CidrIp`, '0.0.0.0/0'],
  ['NETWORK-04', `${egress}.1.IpProtocol`, '-1'],
  ['NETWORK-05', 'Resources.CacheInternetGateway', {Type: 'AWS::EC2::InternetGateway', Properties: {}}],
  ['NETWORK-05', 'Resources.CacheNatGateway', {Type: 'AWS::EC2::NatGateway', Properties: {}}],
  ['NETWORK-05', 'CacheSubnet1.MapPublicIpOnLaunch', true],
  ['NETWORK-06', `${out}.PolicyDocument`, gone],
  ['NETWORK-06', `${out}.PolicyDocument.Statement.0.Resource`, '*'],
  ['NETWORK-06', `${out}.PolicyDocument.Statement.0.Condition`, gone],
  ['NETWORK-06', `${out}.ServiceName`, 'com.amazonaws.eu-central-1.s3'],
  ['NETWORK-07', `${out}.RouteTableIds`, []],
  ['NETWORK-07', 'CacheSubnet1RouteTableAssociation.SubnetId', {Ref: 'CacheSubnet2'}],
  ['NETWORK-08', `${grant('SavePostRole', 'dax:GetItem')}.Action`, ['dax:GetItem', 'sns:Publish']],
  ['NETWORK-09', grant('ListPostsRole', 'ec2:CreateNetworkInterface'), gone],
  [
    'NETWORK-09',
    `${grant('ReadPhotoRole', 'dynamodb:GetItem')}.Action`,
    ['dynamodb:GetItem', 'ec2:CreateNetworkInterface'],
    ['hardened, one region'],
  ],
  ['DAX-05', `${grant('ListPostsRole', 'dax:Query')}.Action`, 'dynamodb:Query'],
  [
    'DAX-05',
    grant('ListPostsRole', 'ec2:CreateNetworkInterface'),
    {Effect: 'Allow', Action: 'dynamodb:Query', Resource: ofPosts},
  ],
  ['DAX-06', `${grant(role, 'dynamodb:DescribeTable')}.Action`, ['dynamodb:DescribeTable', 'dynamodb:GetItem']],
  ['DAX-06', 'CacheCluster.IAMRoleARN', {'Fn::GetAtt': ['ListPostsRole', 'Arn']}],
  ['DAX-07', `${listPosts}:Metadata.BuildProperties.External`, ['@amazon-dax-sdk/lib-dax'], ['hardened, one region']],
  ['DAX-07', 'SendMailFunction:Metadata.BuildProperties.External', []],
  ['DAX-04', 'CacheCluster.SecurityGroupIds', gone],
  ['DAX-08', 'CacheCluster.ReplicationFactor', 1],
  ['NETWORK-04', `${egress}.1`, gone],
  ['NETWORK-06', `${out}.PolicyDocument.Statement.0.Resource.1`, gone],
  ['NETWORK-10', 'CacheSubnet1.VpcId', 'vpc-11111111'],
  ['NETWORK-10', 'CacheVpc.EnableDnsHostnames', gone],
  ['NETWORK-10', 'CacheFunctionsSecurityGroup.VpcId', gone],
  ['NETWORK-11', 'SavePostFunction.VpcConfig.SecurityGroupIds', []],
  ['NETWORK-11', 'CacheCluster.SubnetGroupName', gone],
];
