import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type {PhotoRuns, RunInput} from '../../src/domain/photo-runs.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import {faultOf} from './run-states.ts';

export type RunEnd = {readonly isFailure: boolean; readonly reason: string};

/** A run that was started for a photo; `version` is that of its record then. */
export type StartedRun = {readonly id: PhotoId; readonly run: string; readonly version: number};

/** Runs of the photo workflow as those see them who start some and wait for them. */
export type StartedRuns = {
  /** Answers the name of the run. */
  start(input: RunInput): Promise<string>;
  /** Nothing while it is under way. Of an Express run nobody is told. */
  endOf(run: string): Promise<RunEnd | undefined>;
  /** Whether a run has this record, as far as anybody knows. */
  isUnderWay(record: PhotoRecord, now: Date): Promise<boolean>;
};

/** A run has its record until ten minutes before it is due; an Express one ends within five. */
const expressRestMilliseconds = 5 * 60_000;

/** The end of a Standard run's ARN; that of an Express one goes on. */
const nameIn = (executionArn: string): string => executionArn.split(':')[7] ?? '';

type Described = Pick<DescribeExecutionCommandOutput, 'status' | 'error' | 'cause'>;

/** Nothing while it is under way. */
export const endOfRun = ({status, error, cause}: Described): RunEnd | undefined => {
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return undefined;
  if (status === 'SUCCEEDED') return {isFailure: false, reason: ''};
  const fault = faultOf({
    id: 0,
    timestamp: undefined,
    type: status === 'TIMED_OUT' ? 'ExecutionTimedOut' : 'ExecutionFailed',
    executionFailedEventDetails: {error, cause},
  });
  return {isFailure: true, reason: `${fault.error}: ${fault.cause}`};
};

type Options = {
  readonly sfn: SFNClient;
  readonly stateMachineArn: string;
  readonly isExpress: boolean;
  readonly isRunning: PhotoRuns['isRunning'];
};

export const startedRuns = ({sfn: client, stateMachineArn, isExpress, isRunning}: Options): StartedRuns => {
  return {
    async start(input) {
      const {executionArn = ''} = await client.send(
        new StartExecutionCommand({stateMachineArn, input: JSON.stringify(input)}),
      );
      return nameIn(executionArn);
    },
    async endOf(run) {
      if (isExpress) return undefined;
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${run}`;
      return endOfRun(await client.send(new DescribeExecutionCommand({executionArn})));
    },
    isUnderWay: async ({run, dueAt}, now) =>
      isExpress
        ? dueAt !== undefined && Date.parse(dueAt) - now.getTime() > expressRestMilliseconds
        : run !== undefined && (await isRunning(run)),
  };
};
