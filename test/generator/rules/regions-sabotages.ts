import {gone, grant, type Sabotage} from './sabotage.ts';

const distribution = 'Distribution.DistributionConfig';
const origin = (id: string): string => `${distribution}.Origins.Id=${id}`;
const behavior = (pattern: string): string => `${distribution}.CacheBehaviors.PathPattern=${pattern}`;
const code = 'NearestRegionFunction.FunctionCode';
const nearestRegion = {
  EventType: 'viewer-request',
  FunctionARN: {'Fn::GetAtt': ['NearestRegionFunction', 'FunctionARN']},
};
const certificate = 'edge/Certificate';

export const regionSabotages: readonly Sabotage[] = [
  ['REGION-01', `${behavior('/api/*')}.FunctionAssociations`, gone],
  ['REGION-01', `${behavior('/api/*')}.FunctionAssociations.0.EventType`, 'viewer-response'],
  [
    'REGION-01',
    `${behavior('/api/author/*')}.FunctionAssociations`,
    [nearestRegion],
    ['lean', 'hardened, two regions'],
  ],
  ['REGION-01', 'PostsTable.Replicas.1', gone],
  ['REGION-02', code, (before) => before.replaceAll('reads-us-west-2', 'reads-us-west-1')],
  ['REGION-02', `${origin('reads-us-west-2')}.Id`, 'reads-us-east-1'],
  ['REGION-03', origin('reads-us-west-2'), gone],
  ['REGION-03', 'PostsTable.Replicas.Region=us-west-2.Region', 'us-west-1'],
  ['REGION-04', `${origin('reads-us-west-2')}.ConnectionAttempts`, 3],
  ['REGION-04', `${origin('reads-eu-central-1')}.ConnectionTimeout`, gone],
  ['REGION-04', `${origin('reads-eu-central-1')}.CustomOriginConfig.OriginReadTimeout`, 30],
  ['REGION-05', `${origin('reads-us-west-2')}.DomainName`, {Ref: 'UsWest2ApiDomainName'}],
  ['REGION-05', `${origin('reads-us-west-2')}.DomainName.Fn::If.0`, 'DistributionIsDeployed'],
  ['REGION-05', `${origin('reads-us-west-2')}.DomainName.Fn::If.2`, 'example.com'],
  ['REGION-05', `${origin('reads-eu-central-1')}.DomainName`, {Ref: 'UsWest2ApiDomainName'}],
  ['REGION-06', code, (before) => before.replace("import cf from 'cloudfront';\n", '')],
  ['REGION-06', code, (before) => before.replace("if (request.method === 'GET' ||", "if (request.method !== 'PUT' ||")],
  ['REGION-06', code, (before) => before.replace('[500, 502, 503, 504]', '[404]')],
  ['REGION-07', code, (before) => before.replace(/'(spare-[\w-]+)'/, "'api'")],
  ['REGION-07', code, (before) => before.replace("'api'", "'spare-us-west-2'")],
  ['REGION-07', code, (before) => before.replace(/\['(reads-[\w-]+)', '[\w-]+'\]/, "['$1']")],
  ['REGION-07', `${origin('api')}.ConnectionTimeout`, 2, ['hardened, two regions']],
  ['REGION-07', `${origin('spare-us-west-2')}.ConnectionAttempts`, 1],
  ['REGION-05', `${origin('spare-us-west-2')}.DomainName`, {Ref: 'UsWest2ApiDomainName'}],
  ['REGION-08', 'PostsTable.Replicas.1', gone],
  ['REGION-09', 'replica/BlogApi.StageName', 'v1'],
  ['REGION-09', 'BlogApi.StageName', 'v1', ['lean', 'hardened, two regions']],
  ['REGION-10', 'replica/Globals.Function.Timeout', 25],
  ['REGION-10', 'Globals.Function.MemorySize', 512, ['lean', 'hardened, two regions']],
];

export const domainSabotages: readonly Sabotage[] = [
  ['DOMAIN-01', `${distribution}.ViewerCertificate.CloudFrontDefaultCertificate`, gone],
  [
    'DOMAIN-01',
    `${distribution}.ViewerCertificate.AcmCertificateArn`,
    'arn:aws:acm:us-east-1:111111111111:certificate/1',
  ],
  ['DOMAIN-01', `${distribution}.ViewerCertificate.SslSupportMethod`, 'vip'],
  ['DOMAIN-01', `${distribution}.Aliases`, ['blog.example.com'], ['lean']],
  ['DOMAIN-02', 'Resources.SiteRecordV6', gone],
  ['DOMAIN-02', 'SiteRecordV6.Type', 'CNAME'],
  ['DOMAIN-02', `${distribution}.Aliases.0`, 'www.example.com', ['hardened, one region']],
  ['DOMAIN-03', 'SiteRecord.AliasTarget.HostedZoneId', 'Z0123456789ABC'],
  ['DOMAIN-03', 'SiteRecord.AliasTarget.DNSName', 'd111111abcdef8.cloudfront.net'],
  ['DOMAIN-03', 'SiteRecordV6.Name', 'www.example.com'],
  ['DOMAIN-04', `${certificate}.ValidationMethod`, 'EMAIL'],
  ['DOMAIN-04', `${certificate}.DomainValidationOptions`, gone],
  ['DOMAIN-05', `${certificate}.DomainName`, 'www.example.com'],
  ['DOMAIN-05', 'edge/Resources.Certificate', gone],
  ['DOMAIN-05', 'SiteRecord.HostedZoneId', 'Z9999999999999'],
  ['DOMAIN-06', 'SendMailFunction.Environment.Variables.SITE_URL', 'https://www.example.com'],
];

export const replicaSabotages: readonly Sabotage[] = [
  ['REPLICA-01', 'replica/ReadPostFunction.Events.Route.Properties.Method', 'put'],
  ['REPLICA-02', 'replica/ReadPhotoFunction.Events.Route.Properties.Path', '/api/author/posts'],
  ['REPLICA-02', 'replica/Resources.ReadPhotoFunction', gone],
  ['REPLICA-03', 'replica/Resources.PostsTable', {Type: 'AWS::DynamoDB::GlobalTable', Properties: {}}],
  ['REPLICA-03', 'replica/Resources.CopyBucket', {Type: 'AWS::S3::Bucket', Properties: {}}],
  ['REPLICA-04', `replica/${grant('ReadPostRole', 'dynamodb:GetItem')}.Action`, 'dynamodb:PutItem'],
  [
    'REPLICA-04',
    `replica/${grant('ReadPostRole', 'dynamodb:GetItem')}.Action`,
    ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
  ],
  [
    'REPLICA-04',
    `replica/${grant('ListPostsRole', 'dynamodb:Query')}.Resource.Fn::Sub`,
    (before) => before.replace(/\$\{AWS::Region\}/, 'eu-central-1'),
  ],
  [
    'REPLICA-04',
    `replica/${grant('ListPostsRole', 'dynamodb:Query')}.Resource.Fn::Sub`,
    (before) => before.replace(/\$\{\w+\}/, '*'),
  ],
  ['REPLICA-05', 'replica/BlogApi.Auth', {DefaultAuthorizer: 'AuthorAuthorizer'}],
  ['REPLICA-06', 'replica/ListPostsFunction.Environment.Variables.SECRET_MODE', 'on'],
  ['REPLICA-06', 'replica/ReadPostFunction.Environment.Variables.PHOTOS_TABLE', gone],
  ['REPLICA-07', 'replica/ListPostsFunction.VpcConfig', {SubnetIds: [], SecurityGroupIds: []}],
  ['REPLICA-07', 'replica/ListPostsFunction.Events', gone],
  ['REPLICA-08', 'replica/Outputs.ApiDomainName', gone],
  ['REPLICA-08', 'replica/Outputs.ApiDomainName.Value', 'example.com'],
];
