import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import {UserError} from '../operate/user-error.ts';
import type {Engine} from './engine.ts';
import {artifactsBucket} from './package.ts';
import type {SamTemplate} from './template.ts';
import {until} from './until.ts';

/** Says how far a deploy is: `done` of `total` resources, and one that is being made; empty if there is none. */
export type DeployProgress = (done: number, total: number, pending: string) => void;

const failuresOf = (events: readonly StackEvent[]): string =>
  events
    .filter(({ResourceStatus, ResourceStatusReason}) => ResourceStatus?.endsWith('_FAILED') && ResourceStatusReason)
    .map(({LogicalResourceId, ResourceStatusReason}) => `${LogicalResourceId}: ${ResourceStatusReason}`)
    .reverse()
    .join('; ');

/** Creates or updates the stack by a change set and waits for it; the outputs, by name. Throws a UserError with CloudFormation's reasons. */
export const deployStack = async (
  engine: Engine,
  stackName: string,
  template: SamTemplate,
  parameters: Readonly<Record<string, string>>,
  onProgress: DeployProgress,
): Promise<Readonly<Record<string, string>>> => {
  const cloudFormation = new CloudFormationClient(clientConfig(engine));
  const s3 = new S3Client(clientConfig(engine));
  const describe = async () => {
    const {Stacks = []} = await cloudFormation
      .send(new DescribeStacksCommand({StackName: stackName}))
      .catch((error: Error) => {
        // CloudFormation's name for a stack that there is not.
        if (error.name !== 'ValidationError') throw error;
        return {Stacks: []};
      });
    return Stacks[0];
  };
  const existing = await describe();
  const at = {Bucket: artifactsBucket(engine), Key: `${stackName}.json`};
  await s3.send(new PutObjectCommand({...at, Body: JSON.stringify(template)}));
  const changeSet = {StackName: stackName, ChangeSetName: `change-${Date.now()}`};
  await cloudFormation.send(
    new CreateChangeSetCommand({
      ...changeSet,
      ChangeSetType: existing && existing.StackStatus !== 'REVIEW_IN_PROGRESS' ? 'UPDATE' : 'CREATE',
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
      TemplateURL: `${engine.endpoint}/${at.Bucket}/${at.Key}`,
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ParameterKey, ParameterValue})),
    }),
  );
  const prepared = await until('the change set', async () => {
    const set = await cloudFormation.send(new DescribeChangeSetCommand(changeSet));
    return set.Status === 'CREATE_COMPLETE' || set.Status === 'FAILED' ? set : undefined;
  });
  const outputs = async () => {
    const stack = await describe();
    return Object.fromEntries((stack?.Outputs ?? []).map(({OutputKey, OutputValue}) => [OutputKey, OutputValue]));
  };
  if (prepared.Status === 'FAILED') {
    if (/no updates|didn't contain changes/i.test(prepared.StatusReason ?? '')) return outputs();
    throw new UserError(`the engine refuses the template of ${stackName}: ${prepared.StatusReason}`);
  }
  await cloudFormation.send(new ExecuteChangeSetCommand(changeSet));
  const total = prepared.Changes?.length ?? 0;
  const status = await until(
    `the stack ${stackName}`,
    async () => {
      const {StackResources = []} = await cloudFormation.send(
        new DescribeStackResourcesCommand({StackName: stackName}),
      );
      const pending = StackResources.find(({ResourceStatus}) => ResourceStatus?.endsWith('_IN_PROGRESS'));
      const done = StackResources.filter(({ResourceStatus}) => ResourceStatus?.endsWith('_COMPLETE')).length;
      onProgress(done, Math.max(total, StackResources.length), pending?.LogicalResourceId ?? '');
      const current = (await describe())?.StackStatus ?? '';
      return /_(COMPLETE|FAILED)$/.test(current) && !current.includes('CLEANUP') ? current : undefined;
    },
    {seconds: 300, everyMs: 200},
  );
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return outputs();
  const events: StackEvent[] = [];
  for await (const {StackEvents = []} of paginateDescribeStackEvents({client: cloudFormation}, {StackName: stackName}))
    events.push(...StackEvents);
  throw new UserError(`the deploy of ${stackName} ended as ${status}: ${failuresOf(events) || 'without a reason'}`);
};
