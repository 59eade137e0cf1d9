// The resource types that the templates use, each with its properties from CloudFormation's schema.

import type {ApiGatewayAccountProperties} from '@awboost/cfn-resource-types/AWS-ApiGateway-Account';
import type {ApiGatewayApiKeyProperties} from '@awboost/cfn-resource-types/AWS-ApiGateway-ApiKey';
import type {ApiGatewayUsagePlanProperties} from '@awboost/cfn-resource-types/AWS-ApiGateway-UsagePlan';
import type {ApiGatewayUsagePlanKeyProperties} from '@awboost/cfn-resource-types/AWS-ApiGateway-UsagePlanKey';
import type {CertificateManagerCertificateProperties} from '@awboost/cfn-resource-types/AWS-CertificateManager-Certificate';
import type {CloudFrontCachePolicyProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-CachePolicy';
import type {CloudFrontDistributionProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-Distribution';
import type {CloudFrontFunctionProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-Function';
import type {CloudFrontKeyGroupProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-KeyGroup';
import type {CloudFrontOriginAccessControlProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-OriginAccessControl';
import type {CloudFrontPublicKeyProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-PublicKey';
import type {CloudFrontResponseHeadersPolicyProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-ResponseHeadersPolicy';
import type {CloudWatchAlarmProperties} from '@awboost/cfn-resource-types/AWS-CloudWatch-Alarm';
import type {CloudWatchDashboardProperties} from '@awboost/cfn-resource-types/AWS-CloudWatch-Dashboard';
import type {DAXClusterProperties} from '@awboost/cfn-resource-types/AWS-DAX-Cluster';
import type {DAXParameterGroupProperties} from '@awboost/cfn-resource-types/AWS-DAX-ParameterGroup';
import type {DAXSubnetGroupProperties} from '@awboost/cfn-resource-types/AWS-DAX-SubnetGroup';
import type {DynamoDBGlobalTableProperties} from '@awboost/cfn-resource-types/AWS-DynamoDB-GlobalTable';
import type {EC2RouteTableProperties} from '@awboost/cfn-resource-types/AWS-EC2-RouteTable';
import type {EC2SecurityGroupProperties} from '@awboost/cfn-resource-types/AWS-EC2-SecurityGroup';
import type {EC2SubnetProperties} from '@awboost/cfn-resource-types/AWS-EC2-Subnet';
import type {EC2SubnetRouteTableAssociationProperties} from '@awboost/cfn-resource-types/AWS-EC2-SubnetRouteTableAssociation';
import type {EC2VPCProperties} from '@awboost/cfn-resource-types/AWS-EC2-VPC';
import type {EC2VPCEndpointProperties} from '@awboost/cfn-resource-types/AWS-EC2-VPCEndpoint';
import type {EventsRuleProperties} from '@awboost/cfn-resource-types/AWS-Events-Rule';
import type {IAMRoleProperties} from '@awboost/cfn-resource-types/AWS-IAM-Role';
import type {KMSKeyProperties} from '@awboost/cfn-resource-types/AWS-KMS-Key';
import type {LambdaEventSourceMappingProperties} from '@awboost/cfn-resource-types/AWS-Lambda-EventSourceMapping';
import type {LogsDeliveryProperties} from '@awboost/cfn-resource-types/AWS-Logs-Delivery';
import type {LogsDeliveryDestinationProperties} from '@awboost/cfn-resource-types/AWS-Logs-DeliveryDestination';
import type {LogsDeliverySourceProperties} from '@awboost/cfn-resource-types/AWS-Logs-DeliverySource';
import type {LogsLogGroupProperties} from '@awboost/cfn-resource-types/AWS-Logs-LogGroup';
import type {Route53RecordSetProperties} from '@awboost/cfn-resource-types/AWS-Route53-RecordSet';
import type {S3BucketProperties} from '@awboost/cfn-resource-types/AWS-S3-Bucket';
import type {S3BucketPolicyProperties} from '@awboost/cfn-resource-types/AWS-S3-BucketPolicy';
import type {SchedulerScheduleProperties} from '@awboost/cfn-resource-types/AWS-Scheduler-Schedule';
import type {SESConfigurationSetProperties} from '@awboost/cfn-resource-types/AWS-SES-ConfigurationSet';
import type {SESConfigurationSetEventDestinationProperties} from '@awboost/cfn-resource-types/AWS-SES-ConfigurationSetEventDestination';
import type {SESEmailIdentityProperties} from '@awboost/cfn-resource-types/AWS-SES-EmailIdentity';
import type {SecretsManagerSecretProperties} from '@awboost/cfn-resource-types/AWS-SecretsManager-Secret';
import type {SNSSubscriptionProperties} from '@awboost/cfn-resource-types/AWS-SNS-Subscription';
import type {SNSTopicProperties} from '@awboost/cfn-resource-types/AWS-SNS-Topic';
import type {SNSTopicPolicyProperties} from '@awboost/cfn-resource-types/AWS-SNS-TopicPolicy';
import type {SQSQueueProperties} from '@awboost/cfn-resource-types/AWS-SQS-Queue';
import type {SQSQueuePolicyProperties} from '@awboost/cfn-resource-types/AWS-SQS-QueuePolicy';
import type {WAFv2WebACLProperties} from '@awboost/cfn-resource-types/AWS-WAFv2-WebACL';
import type {
  ServerlessApiProperties,
  ServerlessFunctionProperties,
  ServerlessLayerVersionProperties,
  ServerlessStateMachineProperties,
  SiteProperties,
  UploadKeyProperties,
} from './sam.ts';

export type PropertiesByType = {
  'AWS::ApiGateway::Account': ApiGatewayAccountProperties;
  'AWS::ApiGateway::ApiKey': ApiGatewayApiKeyProperties;
  'AWS::ApiGateway::UsagePlan': ApiGatewayUsagePlanProperties;
  'AWS::ApiGateway::UsagePlanKey': ApiGatewayUsagePlanKeyProperties;
  'AWS::CertificateManager::Certificate': CertificateManagerCertificateProperties;
  'AWS::CloudFront::CachePolicy': CloudFrontCachePolicyProperties;
  'AWS::CloudFront::Distribution': CloudFrontDistributionProperties;
  'AWS::CloudFront::Function': CloudFrontFunctionProperties;
  'AWS::CloudFront::KeyGroup': CloudFrontKeyGroupProperties;
  'AWS::CloudFront::OriginAccessControl': CloudFrontOriginAccessControlProperties;
  'AWS::CloudFront::PublicKey': CloudFrontPublicKeyProperties;
  'AWS::CloudFront::ResponseHeadersPolicy': CloudFrontResponseHeadersPolicyProperties;
  'AWS::CloudWatch::Alarm': CloudWatchAlarmProperties;
  'AWS::CloudWatch::Dashboard': CloudWatchDashboardProperties;
  'AWS::DAX::Cluster': DAXClusterProperties;
  'AWS::DAX::ParameterGroup': DAXParameterGroupProperties;
  'AWS::DAX::SubnetGroup': DAXSubnetGroupProperties;
  'AWS::DynamoDB::GlobalTable': DynamoDBGlobalTableProperties;
  'AWS::EC2::RouteTable': EC2RouteTableProperties;
  'AWS::EC2::SecurityGroup': EC2SecurityGroupProperties;
  'AWS::EC2::Subnet': EC2SubnetProperties;
  'AWS::EC2::SubnetRouteTableAssociation': EC2SubnetRouteTableAssociationProperties;
  'AWS::EC2::VPC': EC2VPCProperties;
  'AWS::EC2::VPCEndpoint': EC2VPCEndpointProperties;
  'AWS::Events::Rule': EventsRuleProperties;
  'AWS::IAM::Role': IAMRoleProperties;
  'AWS::KMS::Key': KMSKeyProperties;
  'AWS::Lambda::EventSourceMapping': LambdaEventSourceMappingProperties;
  'AWS::Logs::Delivery': LogsDeliveryProperties;
  'AWS::Logs::DeliveryDestination': LogsDeliveryDestinationProperties;
  'AWS::Logs::DeliverySource': LogsDeliverySourceProperties;
  'AWS::Logs::LogGroup': LogsLogGroupProperties;
  'AWS::Route53::RecordSet': Route53RecordSetProperties;
  'AWS::S3::Bucket': S3BucketProperties;
  'AWS::S3::BucketPolicy': S3BucketPolicyProperties;
  'AWS::SES::ConfigurationSet': SESConfigurationSetProperties;
  'AWS::SES::ConfigurationSetEventDestination': SESConfigurationSetEventDestinationProperties;
  'AWS::SES::EmailIdentity': SESEmailIdentityProperties;
  'AWS::SNS::Subscription': SNSSubscriptionProperties;
  'AWS::SNS::Topic': SNSTopicProperties;
  'AWS::SNS::TopicPolicy': SNSTopicPolicyProperties;
  'AWS::SQS::Queue': SQSQueueProperties;
  'AWS::SQS::QueuePolicy': SQSQueuePolicyProperties;
  'AWS::Scheduler::Schedule': SchedulerScheduleProperties;
  'AWS::SecretsManager::Secret': SecretsManagerSecretProperties;
  'AWS::Serverless::Api': ServerlessApiProperties;
  'AWS::Serverless::Function': ServerlessFunctionProperties;
  'AWS::Serverless::LayerVersion': ServerlessLayerVersionProperties;
  'AWS::Serverless::StateMachine': ServerlessStateMachineProperties;
  'AWS::WAFv2::WebACL': WAFv2WebACLProperties;
  'Custom::Site': SiteProperties;
  'Custom::UploadKey': UploadKeyProperties;
};
