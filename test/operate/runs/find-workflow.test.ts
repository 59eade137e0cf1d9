import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {findWorkflow, workflowPlace} from '../../../operate/runs/find-workflow.ts';
import {UserError} from '../../../operate/user-error.ts';
import {sdkError, stateMachineArn} from './step-functions.ts';

const cloudFormation = mockClient(CloudFormationClient);
const stack = (outputs: Record<string, string>) => ({
  StackName: 'myblog',
  CreationTime: new Date(0),
  StackStatus: 'UPDATE_COMPLETE' as const,
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({OutputKey, OutputValue})),
});
const inStack = workflowPlace({stackName: 'myblog', region: 'eu-central-1'});

test.serial('a stack is asked for its workflow each time, for it may have another one', async (t) => {
  for (const arn of [stateMachineArn, `${stateMachineArn}-2`]) {
    cloudFormation.on(DescribeStacksCommand).resolves({Stacks: [stack({PhotosStateMachineArn: arn})]});
    t.is((await inStack.find())?.stateMachineArn, arn);
  }
});

test.serial('a stack is asked for the workflow that is wanted', async (t) => {
  const PostsStateMachineArn = `${stateMachineArn}-of-posts`;
  cloudFormation
    .on(DescribeStacksCommand)
    .resolves({Stacks: [stack({PhotosStateMachineArn: stateMachineArn, PostsStateMachineArn})]});

  const posts = workflowPlace({stackName: 'myblog', region: 'eu-central-1', workflow: 'posts'});

  t.is((await posts.find())?.stateMachineArn, PostsStateMachineArn);
});

test.serial('a stack that is not there, or has no workflow yet, is no fault to one who waits', async (t) => {
  cloudFormation
    .on(DescribeStacksCommand)
    .rejects(sdkError('ValidationError', {message: 'Stack myblog does not exist'}));
  t.is(await inStack.find(), undefined);
  cloudFormation.on(DescribeStacksCommand).resolves({Stacks: [stack({})]});
  t.is(await inStack.find(), undefined);
});

test.serial('and a sentence to one who does not', async (t) => {
  cloudFormation.on(DescribeStacksCommand).resolves({Stacks: [stack({})]});

  await t.throwsAsync(findWorkflow(inStack), {
    instanceOf: UserError,
    message:
      'expected the stack myblog to have the output PhotosStateMachineArn, got none: is it deployed, and the region and account the right ones?',
  });
});

test.serial('any other fault is passed on', async (t) => {
  cloudFormation.on(DescribeStacksCommand).rejects(sdkError('ExpiredToken'));

  await t.throwsAsync(inStack.find(), {message: 'ExpiredToken'});
});

test('a workflow that is named by its ARN is in the region of its ARN', async (t) => {
  const {client, stateMachineArn: arn} = await findWorkflow(workflowPlace({stateMachineArn}));

  t.is(arn, stateMachineArn);
  t.is(await client.config.region(), 'eu-central-1');
});
