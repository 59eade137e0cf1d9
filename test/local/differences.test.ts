import test from 'ava';
import {type Place, publicKeysIn, templateDifferences} from '../../local/differences.ts';
import type {SamTemplate} from '../../local/template.ts';

const place = (region: string) =>
  ({engine: {endpoint: 'http://127.0.0.1:4566', region}, siteUrl: 'http://localhost:8080'}) as Place;

/** A template as the engine would be given it. */
const changed = (Resources: SamTemplate['Resources'], region = 'eu-central-1'): Required<SamTemplate> => {
  const template = {Parameters: {}, Outputs: {}, Resources: structuredClone(Resources)};
  for (const {change} of templateDifferences) change(template, place(region));
  return template;
};

const apiDomain = {'Fn::Sub': `${'$'}{BlogApi}.execute-api.${'$'}{AWS::Region}.${'$'}{AWS::URLSuffix}`};
const apiOrigin = (Id: string) => ({
  Id,
  DomainName: apiDomain,
  OriginPath: '/live',
  CustomOriginConfig: {OriginProtocolPolicy: 'https-only'},
  OriginCustomHeaders: [{HeaderName: 'x-api-key', HeaderValue: 'key'}],
});
const runs = (id: string) => [{EventType: 'viewer-request', FunctionARN: {'Fn::GetAtt': [id, 'FunctionARN']}}];
const withFunction = (FunctionCode: string): SamTemplate['Resources'] => ({
  NearestRegionFunction: {Type: 'AWS::CloudFront::Function', Properties: {FunctionCode}},
  Distribution: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Aliases: ['blog.example.com'],
        Origins: [{Id: 'site', DomainName: 'site.s3.amazonaws.com'}, apiOrigin('api'), apiOrigin('reads-us-west-2')],
        DefaultCacheBehavior: {TargetOriginId: 'site', FunctionAssociations: runs('OtherFunction')},
        CacheBehaviors: [
          {PathPattern: '/api/author/*', TargetOriginId: 'api'},
          {PathPattern: '/api/*', TargetOriginId: 'api', FunctionAssociations: runs('NearestRegionFunction')},
        ],
      },
    },
  },
});
type Config = {
  readonly Aliases: readonly string[];
  readonly Origins: readonly {readonly OriginCustomHeaders: unknown}[];
  readonly DefaultCacheBehavior: object;
  readonly CacheBehaviors: readonly object[];
};
const configOf = ({Resources}: SamTemplate, id: string) =>
  Resources[id]?.Properties?.['DistributionConfig'] as Config | undefined;

test('a function that chooses an origin gets a distribution for each one, which leads there without it', (t) => {
  const template = changed(withFunction(`import cf from 'cloudfront';\nfunction handler() {}`));

  t.deepEqual(Object.keys(template.Resources), [
    'NearestRegionFunction',
    'Distribution',
    'DistributionOfApi',
    'DistributionOfReadsUsWest2',
  ]);
  const copy = configOf(template, 'DistributionOfReadsUsWest2');
  t.deepEqual(copy?.CacheBehaviors, [
    {PathPattern: '/api/author/*', TargetOriginId: 'api'},
    {PathPattern: '/api/*', TargetOriginId: 'reads-us-west-2', FunctionAssociations: []},
  ]);
  t.deepEqual(copy?.DefaultCacheBehavior, {TargetOriginId: 'site', FunctionAssociations: runs('OtherFunction')});
  t.deepEqual(copy?.Aliases, []);
  t.like(configOf(template, 'Distribution')?.CacheBehaviors[1], {FunctionAssociations: runs('NearestRegionFunction')});
});

test('without such a function the distribution stays alone', (t) => {
  const template = changed(withFunction('function handler() {}'));

  t.deepEqual(Object.keys(template.Resources), ['NearestRegionFunction', 'Distribution']);
});

test('each API is asked by its local address, whichever way its domain is spelled', (t) => {
  const template = changed(withFunction('function handler() {}'));

  const [, api] = configOf(template, 'Distribution')?.Origins ?? [];
  t.like(api, {
    DomainName: 'localhost',
    OriginPath: {
      'Fn::Join': ['', ['/_aws/execute-api/', {'Fn::Select': [0, {'Fn::Split': ['.', apiDomain]}]}, '/live']],
    },
    CustomOriginConfig: {OriginProtocolPolicy: 'http-only', HTTPPort: 4566},
  });
});

test("a further region's API key is its own, and the edge says it", (t) => {
  const own = {'Fn::Join': ['-', ['key', 'us-west-2']]};
  const key = {Type: 'AWS::ApiGateway::ApiKey', Properties: {Value: 'key'}};

  const home = changed({...withFunction(''), Key: key});
  const replica = changed({Key: key}, 'us-west-2');

  const headers = configOf(home, 'Distribution')?.Origins.map(({OriginCustomHeaders}) => OriginCustomHeaders);
  t.deepEqual(headers, [
    undefined,
    [{HeaderName: 'x-api-key', HeaderValue: 'key'}],
    [{HeaderName: 'x-api-key', HeaderValue: own}],
  ]);
  t.deepEqual(
    [home.Resources['Key']?.Properties, replica.Resources['Key']?.Properties],
    [{Value: 'key'}, {Value: own}],
  );
});

test('keys of signed URLs are named by their logical ids, and their public halves are outputs', (t) => {
  const EncodedKey = {'Fn::GetAtt': ['UploadKey', 'PublicKey']};
  const template = changed({
    UploadPublicKey: {Type: 'AWS::CloudFront::PublicKey', Properties: {PublicKeyConfig: {EncodedKey}}},
    UploadKeyGroup: {
      Type: 'AWS::CloudFront::KeyGroup',
      Properties: {KeyGroupConfig: {Items: [{Ref: 'UploadPublicKey'}]}},
    },
    Reader: {
      Type: 'X',
      DependsOn: ['UploadKeyGroup', 'Other'],
      Properties: {
        group: {Ref: 'UploadKeyGroup'},
        keys: [{'Fn::GetAtt': ['UploadPublicKey', 'Id']}],
        other: {Ref: 'Other'},
      },
    },
  });

  t.deepEqual(template.Resources, {
    Reader: {
      Type: 'X',
      DependsOn: ['Other'],
      Properties: {group: 'UploadKeyGroup', keys: ['UploadPublicKey'], other: {Ref: 'Other'}},
    },
  });
  const outputs = Object.fromEntries(Object.keys(template.Outputs).map((name) => [name, 'PEM']));
  t.deepEqual(Object.values(template.Outputs), [{Value: EncodedKey}]);
  t.deepEqual([...publicKeysIn({...outputs, SiteUrl: 'x'})], [['UploadPublicKey', 'PEM']]);
});

const role = (...Statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {Policies: [{PolicyDocument: {Statement}}]},
});
const dax: SamTemplate['Resources'] = {
  Cluster: {Type: 'AWS::DAX::Cluster', Properties: {IAMRoleARN: {'Fn::GetAtt': ['ClusterRole', 'Arn']}}},
  ClusterRole: role({Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'the table'}),
  ReaderRole: role(
    {Effect: 'Allow', Action: ['dax:GetItem'], Resource: {'Fn::GetAtt': ['Cluster', 'Arn']}},
    {Effect: 'Allow', Action: 'dynamodb:BatchGetItem', Resource: 'another table'},
  ),
  Reader: {
    Type: 'AWS::Serverless::Function',
    Properties: {
      VpcConfig: {},
      Environment: {Variables: {DAX_ENDPOINT: {'Fn::GetAtt': ['Cluster', 'Url']}, POSTS_TABLE: 'posts'}},
    },
  },
};

test('without DAX functions may do to the table itself what they might do through the cluster', (t) => {
  const {Resources} = changed(dax);

  t.false('Cluster' in Resources);
  t.deepEqual(
    Resources['ReaderRole'],
    role(
      {Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: ['the table']},
      {Effect: 'Allow', Action: 'dynamodb:BatchGetItem', Resource: 'another table'},
    ),
  );
  t.deepEqual(Resources['Reader']?.Properties, {Environment: {Variables: {POSTS_TABLE: 'posts'}}});
});

test('where there is no cluster a function stays in its network', (t) => {
  const {Cluster: _, ...others} = dax;

  t.deepEqual(changed(others).Resources['Reader']?.Properties?.['VpcConfig'], {});
});

test('a Deny on insecure requests goes, and a policy that said nothing else goes with it', (t) => {
  const deny = {Effect: 'Deny', Condition: {Bool: {'aws:SecureTransport': 'false'}}};
  const allow = {Effect: 'Allow', Action: 'sns:Publish'};
  const policy = (...Statement: readonly object[]) => ({
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {PolicyDocument: {Statement}},
  });

  const {Resources} = changed({
    Both: policy(allow, deny),
    DenyOnly: policy(deny),
    Bucket: {Type: 'AWS::S3::Bucket', DependsOn: ['DenyOnly']},
  });

  t.deepEqual(Resources, {Both: policy(allow), Bucket: {Type: 'AWS::S3::Bucket', DependsOn: []}});
});

test('links and accelerated uploads lead to this machine', (t) => {
  const {Resources} = changed({
    Function: {
      Type: 'AWS::Serverless::Function',
      Properties: {Environment: {Variables: {SITE_URL: 'https://x', UPLOADS_ENDPOINT: 'https://y'}}},
    },
  });

  t.deepEqual(Resources['Function']?.Properties?.['Environment'], {
    Variables: {SITE_URL: 'http://localhost:8080', UPLOADS_ENDPOINT: 'http://localhost:8080/_local/accelerate'},
  });
});
