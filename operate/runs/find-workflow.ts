import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {SFNClient, type SFNClientConfig} from '@aws-sdk/client-sfn';
import {clientConfig} from '../engine-clients.ts';
import {readLocalRun} from '../local-run.ts';
import {UserError} from '../user-error.ts';
import type {Workflow} from './run-reader.ts';

/** The workflows of the blog by their names on the command line, and the outputs of the stack that name them. */
const outputKeys = {photos: 'PhotosStateMachineArn', posts: 'PostsStateMachineArn'} as const;

export type WorkflowName = keyof typeof outputKeys;

export const workflowNames = Object.keys(outputKeys) as readonly WorkflowName[];

/** What the owner said on the command line. */
export type Wanted = {
  readonly stateMachineArn?: string | undefined;
  readonly stackName?: string | undefined;
  readonly region?: string | undefined;
  readonly workflow?: WorkflowName;
};

/** Where a workflow is looked up, and looked up again once it has been replaced. */
export type WorkflowPlace = {
  /** In words. */
  readonly name: string;
  /** The output of a stack that names the workflow. */
  readonly outputKey: string;
  /** Nothing while there is none. */
  find(): Promise<Workflow | undefined>;
};

const defaultStackName = 'myblog';

/** A network that swallows requests is noticed after these, and tried again. */
const timeouts = {requestHandler: {connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true}};

const hasNoStack = (error: unknown): boolean => error instanceof Error && /does not exist/.test(error.message);

const findInStack = async (
  stackName: string,
  outputKey: string,
  config: SFNClientConfig & CloudFormationClientConfig,
): Promise<Workflow | undefined> => {
  const {Stacks: [stack] = []} = await new CloudFormationClient({...config, ...timeouts})
    .send(new DescribeStacksCommand({StackName: stackName}))
    .catch((error: unknown) => {
      if (hasNoStack(error)) return {Stacks: []};
      throw error;
    });
  const stateMachineArn = stack?.Outputs?.find(({OutputKey}) => OutputKey === outputKey)?.OutputValue;
  return stateMachineArn ? {client: new SFNClient({...config, ...timeouts}), stateMachineArn} : undefined;
};

const onThisMachine = (outputKey: string): WorkflowPlace => ({
  name: 'the blog on this machine',
  outputKey,
  find: async () => {
    const {endpoint, region, stackName} = readLocalRun() ?? {};
    return endpoint && region && stackName
      ? findInStack(stackName, outputKey, clientConfig({endpoint, region}))
      : undefined;
  },
});

const inStack = (stackName: string, outputKey: string, region: {readonly region?: string}): WorkflowPlace => ({
  name: `the stack ${stackName}`,
  outputKey,
  find: () => findInStack(stackName, outputKey, region),
});

const atArn = (stateMachineArn: string, outputKey: string, region: {readonly region?: string}): WorkflowPlace => ({
  name: `the workflow ${stateMachineArn}`,
  outputKey,
  find: async () => ({client: new SFNClient({...region, ...timeouts}), stateMachineArn}),
});

/** The one that is named; otherwise that of the blog running on this machine; otherwise that of the deployed stack. */
export const workflowPlace = ({stateMachineArn, stackName, region, workflow = 'photos'}: Wanted): WorkflowPlace => {
  const outputKey = outputKeys[workflow];
  if (!stateMachineArn && !stackName && readLocalRun()?.stateMachineArn) return onThisMachine(outputKey);
  const where = region ?? stateMachineArn?.split(':')[3];
  const config = where ? {region: where} : {};
  return stateMachineArn
    ? atArn(stateMachineArn, outputKey, config)
    : inStack(stackName ?? defaultStackName, outputKey, config);
};

/** Throws a UserError if there is none. */
export const findWorkflow = async (place: WorkflowPlace): Promise<Workflow> => {
  const workflow = await place.find();
  if (workflow) return workflow;
  throw new UserError(
    `expected ${place.name} to have the output ${place.outputKey}, got none: is it deployed, and the region and account the right ones?`,
  );
};
