import test from 'ava';
import {loadSchema} from '../../generator/replacements.ts';

const schema = await loadSchema();

const replaces = test.macro({
  exec: (t, type: string, path: string, expected: boolean) => {
    t.is(schema.replaces(type, path.split('.')), expected);
  },
  title: (_, type, path, expected) => `${path} of ${type} ${expected ? 'cannot' : 'can'} change in place`,
});

test(replaces, 'AWS::DynamoDB::GlobalTable', 'KeySchema.[pk].KeyType', true);
test(replaces, 'AWS::DynamoDB::GlobalTable', 'Replicas.[eu-central-1].DeletionProtectionEnabled', false);
test(replaces, 'AWS::DynamoDB::GlobalTable', 'GlobalSecondaryIndexes.[x].KeySchema.[pk].AttributeName', false);
test(replaces, 'AWS::S3::Bucket', 'BucketName', true);
test(replaces, 'AWS::S3::Bucket', 'CorsConfiguration', false);
test(replaces, 'AWS::Batch::ComputeEnvironment', 'ComputeResources.SpotIamFleetRole', true);
test(replaces, 'AWS::MSK::Replicator', 'ReplicationInfoList.[0].SourceKafkaClusterArn', true);
test(replaces, 'AWS::Serverless::Function', 'FunctionName', true);
test(replaces, 'AWS::Serverless::Function', 'Timeout', false);
test(replaces, 'AWS::Serverless::Api', 'Name', false);
test(replaces, 'AWS::Serverless::Api', 'StageName', true);
test(replaces, 'AWS::Serverless::StateMachine', 'Type', true);
test(replaces, 'AWS::Serverless::StateMachine', 'Role', false);
test(replaces, 'AWS::Serverless::LayerVersion', 'ContentUri', true);
test(replaces, 'AWS::Serverless::Application', 'Location', false);
test(replaces, 'Custom::Site', 'Release', false);

test('tables, buckets, queues and secrets are stateful; functions and logs are not', (t) => {
  const types = ['DynamoDB::GlobalTable', 'S3::Bucket', 'SQS::Queue', 'SecretsManager::Secret'];

  t.deepEqual(
    [...types, 'Logs::LogGroup', 'Lambda::Function', 'Serverless::Function'].filter((type) =>
      schema.isStateful(`AWS::${type}`),
    ),
    types,
  );
});
