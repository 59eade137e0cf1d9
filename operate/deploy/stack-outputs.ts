import {CloudFormationClient, DescribeStacksCommand, ListChangeSetsCommand} from '@aws-sdk/client-cloudformation';
import {UserError} from '../user-error.ts';
import type {Stack} from './stack-plan.ts';

const clientOf = ({region}: Stack) => new CloudFormationClient({region});

const hasNoStack = (error: unknown): boolean => error instanceof Error && /does not exist/.test(error.message);

/** What comes before a deploy of a stack that is in this state; nothing if it can be deployed at once. */
const remedyOf = (status: string, {name, region}: Stack): string | undefined => {
  const named = `--stack-name ${name} --region ${region}`;
  if (/^(?:ROLLBACK_(?:COMPLETE|FAILED)|DELETE_FAILED)$/.test(status)) return `run sam delete ${named}`;
  if (status === 'UPDATE_ROLLBACK_FAILED') return `run aws cloudformation continue-update-rollback ${named}`;
  return /^(?:CREATE|ROLLBACK|UPDATE|DELETE)_.*IN_PROGRESS$/.test(status) ? 'wait until that has ended' : undefined;
};

/** What a deployed stack says of itself; nothing if it is not deployed. Throws a UserError if it cannot be deployed as it is. */
export const readOutputs = async (stack: Stack): Promise<Readonly<Record<string, string>> | undefined> => {
  const {Stacks: [found] = []} = await clientOf(stack)
    .send(new DescribeStacksCommand({StackName: stack.name}))
    .catch((error: unknown) => {
      if (hasNoStack(error)) return {Stacks: []};
      throw error;
    });
  const status = found?.StackStatus ?? 'REVIEW_IN_PROGRESS';
  const remedy = remedyOf(status, stack);
  if (remedy)
    throw new UserError(
      `expected the stack ${stack.name} in ${stack.region} to be deployable, got ${status}: ${remedy}, then this command again`,
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
