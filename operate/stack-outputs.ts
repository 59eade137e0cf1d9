import {CloudFormationClient, DescribeStacksCommand, ListChangeSetsCommand} from '@aws-sdk/client-cloudformation';
import type {Stack} from './stack-plan.ts';
import {UserError} from './user-error.ts';

const clientOf = ({region}: Stack) => new CloudFormationClient({region});

const hasNoStack = (error: unknown): boolean => error instanceof Error && /does not exist/.test(error.message);

/** What a deployed stack says of itself; nothing if it is not deployed. Throws a UserError if it can only be deleted. */
export const readOutputs = async (stack: Stack): Promise<Readonly<Record<string, string>> | undefined> => {
  const {Stacks: [found] = []} = await clientOf(stack)
    .send(new DescribeStacksCommand({StackName: stack.name}))
    .catch((error: unknown) => {
      if (hasNoStack(error)) return {Stacks: []};
      throw error;
    });
  const status = found?.StackStatus ?? 'REVIEW_IN_PROGRESS';
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED' || status === 'DELETE_FAILED')
    throw new UserError(
      `expected the stack ${stack.name} in ${stack.region} to be deployable, got ${status}: run sam delete --stack-name ${stack.name} --region ${stack.region}, then this command again`,
    );
  if (status === 'REVIEW_IN_PROGRESS' || status === 'DELETE_COMPLETE') return undefined;
  return Object.fromEntries((found?.Outputs ?? []).map(({OutputKey, OutputValue = ''}) => [OutputKey, OutputValue]));
};

/** Whether a change set that was made since then was left where it is: SAM ends with code 0 when it is answered no. */
export const wasDeclined = async (stack: Stack, since: Date): Promise<boolean> => {
  const {Summaries = []} = await clientOf(stack).send(new ListChangeSetsCommand({StackName: stack.name}));
  return Summaries.some(
    ({ExecutionStatus, Status, CreationTime}) =>
      ExecutionStatus === 'AVAILABLE' && Status === 'CREATE_COMPLETE' && Number(CreationTime) >= Number(since) - 1000,
  );
};
