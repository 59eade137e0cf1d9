// Each line below a @ts-expect-error must not compile; if it does, tsc fails on the directive.

import test from 'ava';
import {logicalId, ref, resource, stack} from '../../generator/cfn.ts';

const id = logicalId('some-queue');

test('resources are typed from the schema of CloudFormation', (t) => {
  const resources = [
    resource(id, 'AWS::SQS::Queue', {VisibilityTimeout: 1, QueueName: stack.name}),
    // @ts-expect-error a misspelt property
    resource(id, 'AWS::SQS::Queue', {VisibilityTimeot: 1}),
    // @ts-expect-error a wrong type
    resource(id, 'AWS::SQS::Queue', {VisibilityTimeout: 'long'}),
    // @ts-expect-error a wrong literal
    resource(id, 'AWS::S3::Bucket', {VersioningConfiguration: {Status: 'On'}}),
    // @ts-expect-error a misspelt attribute of a type that the template has only with an option
    resource(id, 'AWS::DAX::Cluster', {IAMRoleARN: 'x', NodeType: 'x', ReplicationFactor: 1, Replicas: 1}),
    // @ts-expect-error a missing property
    resource(id, 'AWS::SNS::TopicPolicy', {Topics: []}),
    // @ts-expect-error a misspelt property, deep inside
    resource(id, 'AWS::S3::Bucket', {VersioningConfiguration: {Stats: 'Enabled'}}),
    // @ts-expect-error a misspelt type
    resource(id, 'AWS::SQS::Queu', {}),
    // @ts-expect-error a note on a property that does not exist
    resource(id, 'AWS::SQS::Queue', {}, {notes: {'Properties.Visibility': 'x'}}),
    // @ts-expect-error SAM's types, which are ours
    resource(id, 'AWS::Serverless::Api', {}),
  ];

  t.is(resources.length, 10);
});

test('a name is no logical id until it is made one', (t) => {
  // @ts-expect-error a plain text
  t.truthy(ref('SomeQueue'));
});
