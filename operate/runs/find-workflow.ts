import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import {SFNClient} from '@aws-sdk/client-sfn';
import {clientConfig} from '../engine-clients.ts';
import {readLocalRun} from '../local-run.ts';
import {UserError} from '../user-error.ts';
import type {Workflow} from './run-reader.ts';

/** What the owner said on the command line. */
export type Wanted = {
  readonly stateMachineArn?: string | undefined;
  readonly stackName?: string | undefined;
  readonly region?: string | undefined;
};

/** Where a workflow is looked up, and looked up again once it has been replaced. */
export type WorkflowPlace = {
  /** In words. */
  readonly name: string;
  /** Nothing while there is none. */
  find(): Promise<Workflow | undefined>;
};

const defaultStackName = 'myblog';
const outputKey = 'PhotosStateMachineArn';

/** A network that swallows requests is noticed after these, and tried again. */
const timeouts = {requestHandler: {connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true}};

const onThisMachine: WorkflowPlace = {
  name: 'the blog on this machine',
  find: async () => {
    const {endpoint, region, stateMachineArn} = readLocalRun() ?? {};
    return endpoint && region && stateMachineArn
      ? {client: new SFNClient({...clientConfig({endpoint, region}), ...timeouts}), stateMachineArn}
      : undefined;
  },
};

const hasNoStack = (error: unknown): boolean => error instanceof Error && /does not exist/.test(error.message);

const inStack = (stackName: string, region: {readonly region?: string}): WorkflowPlace => ({
  name: `the stack ${stackName}`,
  find: async () => {
    const {Stacks: [stack] = []} = await new CloudFormationClient({...region, ...timeouts})
      .send(new DescribeStacksCommand({StackName: stackName}))
      .catch((error: unknown) => {
        if (hasNoStack(error)) return {Stacks: []};
        throw error;
      });
    const stateMachineArn = stack?.Outputs?.find(({OutputKey}) => OutputKey === outputKey)?.OutputValue;
    return stateMachineArn ? {client: new SFNClient({...region, ...timeouts}), stateMachineArn} : undefined;
  },
});

const atArn = (stateMachineArn: string, region: {readonly region?: string}): WorkflowPlace => ({
  name: `the workflow ${stateMachineArn}`,
  find: async () => ({client: new SFNClient({...region, ...timeouts}), stateMachineArn}),
});

/** The one that is named; otherwise that of the blog running on this machine; otherwise that of the deployed stack. */
export const workflowPlace = ({stateMachineArn, stackName, region}: Wanted): WorkflowPlace => {
  if (!stateMachineArn && !stackName && readLocalRun()?.stateMachineArn) return onThisMachine;
  const where = region ?? stateMachineArn?.split(':')[3];
  const config = where ? {region: where} : {};
  return stateMachineArn ? atArn(stateMachineArn, config) : inStack(stackName ?? defaultStackName, config);
};

/** Throws a UserError if there is none. */
export const findWorkflow = async (place: WorkflowPlace): Promise<Workflow> => {
  const workflow = await place.find();
  if (workflow) return workflow;
  throw new UserError(
    `expected ${place.name} to have the output ${outputKey}, got none: is it deployed, and the region and account the right ones?`,
  );
};
