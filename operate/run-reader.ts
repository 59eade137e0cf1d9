import {
  type ExecutionListItem,
  type HistoryEvent,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import {parseRun, type Run} from './run-history.ts';

/** A workflow whose runs can be read. */
export type Workflow = {readonly client: SFNClient; readonly stateMachineArn: string};

/** Newest first. */
export const listExecutions = async (
  {client, stateMachineArn}: Workflow,
  limit: number,
): Promise<readonly ExecutionListItem[]> => {
  const {executions = []} = await client.send(new ListExecutionsCommand({stateMachineArn, maxResults: limit}));
  return executions;
};

export const readRun = async ({client}: Workflow, execution: ExecutionListItem): Promise<Run> => {
  const events: HistoryEvent[] = [];
  const pages = paginateGetExecutionHistory({client, pageSize: 1000}, {executionArn: execution.executionArn});
  for await (const page of pages) events.push(...(page.events ?? []));
  return parseRun(execution, events);
};
