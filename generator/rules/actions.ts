// What anybody here may ever do. An action that stands in no list is nobody's.

const table = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'];
const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

/** All that anybody here may ever do, by what it is done to. Scan, and all that changes a resource itself, is left out. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::GlobalTable': [...table, ...stream, 'DescribeTable'].map((name) => `dynamodb:${name}`),
  'AWS::DAX::Cluster': table.map((name) => `dax:${name}`),
  'AWS::S3::Bucket': [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:ListBucketVersions',
    's3:ListBucket',
  ],
  'AWS::SecretsManager::Secret': ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
  'AWS::KMS::Key': ['kms:Decrypt', 'kms:GenerateDataKey'],
  'AWS::SES::ConfigurationSet': ['ses:SendRawEmail'],
  'AWS::SQS::Queue': ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  'AWS::SNS::Topic': ['sns:Publish'],
  'AWS::Logs::LogGroup': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  'AWS::CloudFront::Distribution': ['cloudfront:CreateInvalidation'],
  'AWS::Serverless::Function': ['lambda:InvokeFunction'],
  'AWS::Serverless::StateMachine': ['states:StartExecution', 'states:DescribeExecution'],
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html: what knows no resource. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const networkInterfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export const accountLogs = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
];

/** What knows no resource, by the service that takes the role. */
export const everywhere: Readonly<Record<string, readonly string[]>> = {
  'states.amazonaws.com': logDelivery,
  'lambda.amazonaws.com': [...networkInterfaces, 'ses:GetSendQuota'],
  'apigateway.amazonaws.com': accountLogs,
};
