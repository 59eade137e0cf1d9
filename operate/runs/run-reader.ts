import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  type HistoryEvent,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import {isOver, parseRun, type Run} from './run-history.ts';
import type {RunSource} from './run-source.ts';

/** A workflow whose runs can be read. */
export type Workflow = {readonly client: SFNClient; readonly stateMachineArn: string};

const pageSize = 100;

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

/** Nothing for a run whose history went with a workflow that was replaced. */
const unlessGone = <T>(reading: Promise<T>): Promise<T | undefined> =>
  reading.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  });

const startOf = ({startDate}: ExecutionListItem): number => startDate?.getTime() ?? 0;

/** Runs by the history that Step Functions keeps of them. */
export const historyRuns = (workflow: Workflow): RunSource => {
  const {client, stateMachineArn} = workflow;
  const pages = (statusFilter?: 'RUNNING') =>
    paginateListExecutions({client, pageSize}, {stateMachineArn, ...(statusFilter && {statusFilter})});

  const over = new Set<string>();
  const underWay = new Set<string>();
  let since = 0;

  const readAll = async (executions: Iterable<ExecutionListItem>): Promise<readonly Run[]> => {
    const runs: Run[] = [];
    for (const execution of executions) {
      const run = await unlessGone(readRun(workflow, execution));
      if (run) runs.push(run);
    }
    return runs;
  };

  const isNews = (execution: ExecutionListItem): boolean => {
    const id = execution.executionArn ?? '';
    return !over.has(id) && (execution.status === 'RUNNING' || underWay.has(id) || startOf(execution) >= since);
  };

  const listNews = async (): Promise<readonly ExecutionListItem[]> => {
    const news = new Map<string, ExecutionListItem>();
    for await (const {executions = []} of pages()) {
      const found = executions.filter(isNews);
      for (const execution of found) news.set(execution.executionArn ?? '', execution);
      if (found.length === 0) break;
    }
    for (const executionArn of underWay) {
      if (news.has(executionArn)) continue;
      const execution = await unlessGone(client.send(new DescribeExecutionCommand({executionArn})));
      if (execution) news.set(executionArn, execution as ExecutionListItem);
      else underWay.delete(executionArn);
    }
    return [...news.values()].sort((one, other) => startOf(one) - startOf(other));
  };

  return {
    pollMilliseconds: 1000,
    notes: [],
    async *newest() {
      for await (const {executions = []} of pages())
        for (const execution of executions)
          yield {
            startedAt: new Date(startOf(execution)),
            status: execution.status,
            read: () => unlessGone(readRun(workflow, execution)),
          };
    },
    async mark() {
      const newest = await listExecutions(workflow, pageSize);
      since = Math.max(0, ...newest.map(startOf));
      for (const {executionArn = '', status} of newest) (status === 'RUNNING' ? underWay : over).add(executionArn);
      // Lists may be behind (they are eventually consistent): what is over stays so.
      for await (const {executions = []} of pages('RUNNING'))
        for (const {executionArn = ''} of executions) if (!over.has(executionArn)) underWay.add(executionArn);
    },
    async news() {
      const runs = await readAll(await listNews());
      // Only now: an answer that failed halfway is to be told whole the next time.
      for (const run of runs) {
        underWay.delete(run.id);
        (isOver(run) ? over : underWay).add(run.id);
      }
      return runs;
    },
  };
};
