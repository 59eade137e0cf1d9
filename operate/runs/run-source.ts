import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import {DescribeStateMachineCommand, type DescribeStateMachineOutput, type ExecutionStatus} from '@aws-sdk/client-sfn';
import {UserError} from '../user-error.ts';
import type {Run} from './run-history.ts';
import {logRuns} from './run-log-reader.ts';
import {historyRuns, listExecutions, type Workflow} from './run-reader.ts';

/** A run of which only this is known before it is read. */
export type ListedRun = {
  readonly startedAt: Date;
  readonly status?: ExecutionStatus | undefined;
  /** Nothing if its history is gone. */
  read(): Promise<Run | undefined>;
};

/** Where the runs of one workflow are read. */
export type RunSource = {
  readonly pollMilliseconds: number;
  /** What the owner should know of it, a sentence each. */
  readonly notes: readonly string[];
  /** Newest first. */
  newest(): AsyncIterable<ListedRun>;
  /** Whatever is over by now is no news. Without it everything is. */
  mark(): Promise<void>;
  /** The runs under way, and, once, each that has ended since the last call; oldest first. */
  news(): Promise<readonly Run[]>;
};

export const describeWorkflow = ({client, stateMachineArn}: Workflow): Promise<DescribeStateMachineOutput> =>
  client.send(new DescribeStateMachineCommand({stateMachineArn}));

/** Step Functions keeps no history of Express runs and refuses to list them; the engine on this machine does not. */
const isListed = (workflow: Workflow): Promise<boolean> =>
  listExecutions(workflow, 1).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'StateMachineTypeNotSupported') return false;
      throw error;
    },
  );

/** `hours`: how far back a log is read, which is all there is of Express runs on AWS. */
export const openRuns = async (
  workflow: Workflow,
  {type, loggingConfiguration}: DescribeStateMachineOutput,
  hours: number,
): Promise<RunSource> => {
  if (type !== 'EXPRESS' || (await isListed(workflow))) return historyRuns(workflow);
  const {level, includeExecutionData, destinations: [destination] = []} = loggingConfiguration ?? {};
  const logGroupName = destination?.cloudWatchLogsLogGroup?.logGroupArn?.split(':')[6];
  if (!logGroupName || level !== 'ALL')
    throw new UserError(
      `expected the Express workflow to log every event, got the level ${level ?? 'OFF'}: its runs are nowhere else`,
    );
  const {region, credentials} = workflow.client.config;
  return logRuns({
    logs: new CloudWatchLogsClient({region, credentials}),
    logGroupName,
    hours,
    hasData: includeExecutionData === true,
    now: Date.now,
  });
};
