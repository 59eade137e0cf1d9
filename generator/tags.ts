// The owner's tags, on every resource that takes any, in the way in which each type spells them.

import type {Resource, ResourceType} from './cfn.ts';

export type Tags = Readonly<Record<string, string>>;

/** Where a type has its tags: a list of keys and values, a map, one list a replica, or nowhere. */
type Spelling = 'list' | 'map' | 'replicas' | 'none';

const spellings = {
  'AWS::ApiGateway::Account': 'none',
  'AWS::ApiGateway::ApiKey': 'list',
  'AWS::ApiGateway::UsagePlan': 'list',
  'AWS::ApiGateway::UsagePlanKey': 'none',
  'AWS::CertificateManager::Certificate': 'list',
  'AWS::CloudFront::CachePolicy': 'none',
  'AWS::CloudFront::Distribution': 'list',
  'AWS::CloudFront::Function': 'none',
  'AWS::CloudFront::KeyGroup': 'none',
  'AWS::CloudFront::OriginAccessControl': 'none',
  'AWS::CloudFront::PublicKey': 'none',
  'AWS::CloudFront::ResponseHeadersPolicy': 'none',
  'AWS::CloudWatch::Alarm': 'list',
  'AWS::CloudWatch::Dashboard': 'none',
  'AWS::DAX::Cluster': 'map',
  'AWS::DAX::ParameterGroup': 'none',
  'AWS::DAX::SubnetGroup': 'none',
  'AWS::DynamoDB::GlobalTable': 'replicas',
  'AWS::EC2::RouteTable': 'list',
  'AWS::EC2::SecurityGroup': 'list',
  'AWS::EC2::Subnet': 'list',
  'AWS::EC2::SubnetRouteTableAssociation': 'none',
  'AWS::EC2::VPC': 'list',
  'AWS::EC2::VPCEndpoint': 'list',
  'AWS::Events::Rule': 'list',
  'AWS::IAM::Role': 'list',
  'AWS::KMS::Key': 'list',
  'AWS::Lambda::EventSourceMapping': 'list',
  'AWS::Logs::Delivery': 'list',
  'AWS::Logs::DeliveryDestination': 'list',
  'AWS::Logs::DeliverySource': 'list',
  'AWS::Logs::LogGroup': 'list',
  'AWS::Route53::RecordSet': 'none',
  'AWS::S3::Bucket': 'list',
  'AWS::S3::BucketPolicy': 'none',
  'AWS::SES::ConfigurationSet': 'list',
  'AWS::SES::ConfigurationSetEventDestination': 'none',
  'AWS::SES::EmailIdentity': 'list',
  'AWS::SNS::Subscription': 'none',
  'AWS::SNS::Topic': 'list',
  'AWS::SNS::TopicPolicy': 'none',
  'AWS::SQS::Queue': 'list',
  'AWS::SQS::QueuePolicy': 'none',
  'AWS::Scheduler::Schedule': 'none',
  'AWS::SecretsManager::Secret': 'list',
  'AWS::Serverless::Api': 'map',
  'AWS::Serverless::Function': 'map',
  'AWS::Serverless::LayerVersion': 'none',
  'AWS::Serverless::StateMachine': 'map',
  'AWS::WAFv2::WebACL': 'list',
  'Custom::Site': 'none',
  'Custom::UploadKey': 'none',
} as const satisfies Readonly<Record<ResourceType, Spelling>>;

type Replicas = {readonly Replicas: readonly object[]};

const propertiesWith = (resource: Resource, tags: Tags): object => {
  const {properties} = resource;
  const list = Object.entries(tags).map(([Key, Value]) => ({Key, Value}));

  switch (spellings[resource.type]) {
    case 'list':
      return {...properties, Tags: list};
    case 'map':
      return {...properties, Tags: tags};
    case 'replicas':
      return {...properties, Replicas: (properties as Replicas).Replicas.map((replica) => ({...replica, Tags: list}))};
    case 'none':
      return properties;
  }
};

export const tagged = (resource: Resource, tags: Tags): Resource =>
  Object.keys(tags).length === 0 ? resource : {...resource, properties: propertiesWith(resource, tags)};
