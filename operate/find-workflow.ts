import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import {SFNClient} from '@aws-sdk/client-sfn';
import {clientConfig} from './engine-clients.ts';
import {type LocalRun, readLocalRun} from './local-run.ts';
import type {Workflow} from './run-reader.ts';
import {UserError} from './user-error.ts';

/** What the owner said on the command line. */
export type Wanted = {
  readonly stateMachineArn?: string | undefined;
  readonly stackName?: string | undefined;
  readonly region?: string | undefined;
};

const defaultStackName = 'myblog';
const outputKey = 'PhotosStateMachineArn';

const localWorkflow = ({endpoint, region, stateMachineArn}: Partial<LocalRun>): Workflow | undefined =>
  endpoint && region && stateMachineArn
    ? {client: new SFNClient(clientConfig({endpoint, region})), stateMachineArn}
    : undefined;

const outputOfStack = async (stackName: string, region: {region?: string}): Promise<string> => {
  const {Stacks: [stack] = []} = await new CloudFormationClient(region).send(
    new DescribeStacksCommand({StackName: stackName}),
  );
  const arn = stack?.Outputs?.find(({OutputKey}) => OutputKey === outputKey)?.OutputValue;
  if (!arn) throw new UserError(`expected the stack ${stackName} to have the output ${outputKey}, got none`);
  return arn;
};

/** The one that is named; otherwise that of the blog running on this machine; otherwise that of the deployed stack. */
export const findWorkflow = async ({stateMachineArn, stackName, region}: Wanted): Promise<Workflow> => {
  const named = stateMachineArn ?? stackName;
  const local = named ? undefined : localWorkflow(readLocalRun() ?? {});
  if (local) return local;
  const where = region ?? stateMachineArn?.split(':')[3];
  const config = where ? {region: where} : {};
  return {
    client: new SFNClient(config),
    stateMachineArn: stateMachineArn ?? (await outputOfStack(stackName ?? defaultStackName, config)),
  };
};
