// The resource types that the template uses, each with its properties from CloudFormation's schema.

import type {CloudFrontCachePolicyProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-CachePolicy';
import type {CloudFrontDistributionProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-Distribution';
import type {CloudFrontFunctionProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-Function';
import type {CloudFrontOriginAccessControlProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-OriginAccessControl';
import type {CloudFrontResponseHeadersPolicyProperties} from '@awboost/cfn-resource-types/AWS-CloudFront-ResponseHeadersPolicy';
import type {CloudWatchAlarmProperties} from '@awboost/cfn-resource-types/AWS-CloudWatch-Alarm';
import type {DynamoDBGlobalTableProperties} from '@awboost/cfn-resource-types/AWS-DynamoDB-GlobalTable';
import type {EventsRuleProperties} from '@awboost/cfn-resource-types/AWS-Events-Rule';
import type {IAMRoleProperties} from '@awboost/cfn-resource-types/AWS-IAM-Role';
import type {LambdaEventSourceMappingProperties} from '@awboost/cfn-resource-types/AWS-Lambda-EventSourceMapping';
import type {LogsLogGroupProperties} from '@awboost/cfn-resource-types/AWS-Logs-LogGroup';
import type {S3BucketProperties} from '@awboost/cfn-resource-types/AWS-S3-Bucket';
import type {S3BucketPolicyProperties} from '@awboost/cfn-resource-types/AWS-S3-BucketPolicy';
import type {SESEmailIdentityProperties} from '@awboost/cfn-resource-types/AWS-SES-EmailIdentity';
import type {SecretsManagerSecretProperties} from '@awboost/cfn-resource-types/AWS-SecretsManager-Secret';
import type {SNSSubscriptionProperties} from '@awboost/cfn-resource-types/AWS-SNS-Subscription';
import type {SNSTopicProperties} from '@awboost/cfn-resource-types/AWS-SNS-Topic';
import type {SNSTopicPolicyProperties} from '@awboost/cfn-resource-types/AWS-SNS-TopicPolicy';
import type {SQSQueueProperties} from '@awboost/cfn-resource-types/AWS-SQS-Queue';
import type {SQSQueuePolicyProperties} from '@awboost/cfn-resource-types/AWS-SQS-QueuePolicy';
import type {
  ServerlessApiProperties,
  ServerlessFunctionProperties,
  ServerlessLayerVersionProperties,
  ServerlessStateMachineProperties,
  SiteProperties,
} from './sam.ts';

export type PropertiesByType = {
  'AWS::CloudFront::CachePolicy': CloudFrontCachePolicyProperties;
  'AWS::CloudFront::Distribution': CloudFrontDistributionProperties;
  'AWS::CloudFront::Function': CloudFrontFunctionProperties;
  'AWS::CloudFront::OriginAccessControl': CloudFrontOriginAccessControlProperties;
  'AWS::CloudFront::ResponseHeadersPolicy': CloudFrontResponseHeadersPolicyProperties;
  'AWS::CloudWatch::Alarm': CloudWatchAlarmProperties;
  'AWS::DynamoDB::GlobalTable': DynamoDBGlobalTableProperties;
  'AWS::Events::Rule': EventsRuleProperties;
  'AWS::IAM::Role': IAMRoleProperties;
  'AWS::Lambda::EventSourceMapping': LambdaEventSourceMappingProperties;
  'AWS::Logs::LogGroup': LogsLogGroupProperties;
  'AWS::S3::Bucket': S3BucketProperties;
  'AWS::S3::BucketPolicy': S3BucketPolicyProperties;
  'AWS::SES::EmailIdentity': SESEmailIdentityProperties;
  'AWS::SNS::Subscription': SNSSubscriptionProperties;
  'AWS::SNS::Topic': SNSTopicProperties;
  'AWS::SNS::TopicPolicy': SNSTopicPolicyProperties;
  'AWS::SQS::Queue': SQSQueueProperties;
  'AWS::SQS::QueuePolicy': SQSQueuePolicyProperties;
  'AWS::SecretsManager::Secret': SecretsManagerSecretProperties;
  'AWS::Serverless::Api': ServerlessApiProperties;
  'AWS::Serverless::Function': ServerlessFunctionProperties;
  'AWS::Serverless::LayerVersion': ServerlessLayerVersionProperties;
  'AWS::Serverless::StateMachine': ServerlessStateMachineProperties;
  'Custom::Site': SiteProperties;
};
