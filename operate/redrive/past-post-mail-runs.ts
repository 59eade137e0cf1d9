import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  GetExecutionHistoryCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {endOfRun, type RunEnd} from '../runs/started-runs.ts';
import {physicalId, type StackHandles} from '../stack-handles.ts';
import {type PastRun, type Progress, progressAt} from './post-mail-replays.ts';

/** Runs of the new-post mails as those see them who go on with some. */
export type PastPostMailRuns = {
  /** All of the last 90 days. */
  list(): Promise<readonly PastRun[]>;
  /** How far a run came; nothing for one that was never about a post. */
  progressOf(name: string): Promise<Progress | undefined>;
  /** Also if it was started before. */
  start(name: string, progress: Progress): Promise<void>;
  /** Nothing while it is under way. */
  endOf(name: string): Promise<RunEnd | undefined>;
  hasSentPage(name: string): Promise<boolean>;
};

export const pastPostMailRuns = (stack: StackHandles): PastPostMailRuns => {
  const {sfn: client} = stack;
  const stateMachineArn = physicalId(stack, 'NewPostMailStateMachine');
  const arnOf = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    async list() {
      const runs: PastRun[] = [];
      for await (const {executions = []} of paginateListExecutions({client, pageSize: 1000}, {stateMachineArn}))
        runs.push(...executions.map(({name = '', status}) => ({name, status})));
      return runs;
    },
    async progressOf(name) {
      const query = {executionArn: arnOf(name), reverseOrder: true};
      for await (const {events = []} of paginateGetExecutionHistory({client, pageSize: 100}, query))
        for (const event of events) {
          const progress = progressAt(event);
          if (progress) return progress;
        }
      return undefined;
    },
    async start(name, progress) {
      try {
        await client.send(new StartExecutionCommand({stateMachineArn, name, input: JSON.stringify(progress)}));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    endOf: async (name) => endOfRun(await client.send(new DescribeExecutionCommand({executionArn: arnOf(name)}))),
    async hasSentPage(name) {
      const {events = []} = await client.send(
        new GetExecutionHistoryCommand({executionArn: arnOf(name), maxResults: 1000}),
      );
      return events.some(({type}) => type === 'TaskSucceeded');
    },
  };
};
