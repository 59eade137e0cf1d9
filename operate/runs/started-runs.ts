import {
  DescribeExecutionCommand,
  paginateListExecutions,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type {PhotoRuns, RunInput} from '../../src/domain/photo-runs.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import type {Run} from './run-history.ts';
import {readRun} from './run-reader.ts';
import {describeWorkflow, openRuns} from './run-source.ts';
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
  /** Photos by the names of runs that failed, timed out or were aborted since then. */
  endedBadly(since: Date): Promise<ReadonlyMap<string, string>>;
};

/** A run has its record until ten minutes before it is due; an Express one ends within five. */
const expressRestMilliseconds = 5 * 60_000;

const badEnds = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

const isBadEnd = ({status}: Run): boolean => status === 'failed' || status === 'timed out' || status === 'aborted';

/** The end of a Standard run's ARN; that of an Express one goes on. */
const nameIn = (executionArn: string): string => executionArn.split(':')[7] ?? '';

type Options = {
  readonly sfn: SFNClient;
  readonly stateMachineArn: string;
  readonly isExpress: boolean;
  readonly isRunning: PhotoRuns['isRunning'];
};

export const startedRuns = ({sfn: client, stateMachineArn, isExpress, isRunning}: Options): StartedRuns => {
  const workflow = {client, stateMachineArn};

  /** An Express run is in no list, but in its log. */
  const logged = async (since: Date): Promise<readonly Run[]> => {
    const hours = Math.ceil((Date.now() - since.getTime()) / 3_600_000);
    const {newest} = await openRuns(workflow, await describeWorkflow(workflow), hours);
    const runs: Run[] = [];
    for await (const listed of newest()) {
      if (listed.startedAt < since) break;
      const run = await listed.read();
      if (run) runs.push(run);
    }
    return runs.filter(isBadEnd);
  };

  const listed = async (since: Date): Promise<readonly Run[]> => {
    const runs: Run[] = [];
    for (const statusFilter of badEnds)
      for await (const {executions = []} of paginateListExecutions({client}, {stateMachineArn, statusFilter})) {
        const recent = executions.filter(({startDate}) => Number(startDate) >= since.getTime());
        for (const execution of recent) runs.push(await readRun(workflow, execution));
        if (recent.length < executions.length) break;
      }
    return runs;
  };

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
      const {status, error, cause} = await client.send(new DescribeExecutionCommand({executionArn}));
      if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return undefined;
      if (status === 'SUCCEEDED') return {isFailure: false, reason: ''};
      const fault = faultOf({
        id: 0,
        timestamp: undefined,
        type: status === 'TIMED_OUT' ? 'ExecutionTimedOut' : 'ExecutionFailed',
        executionFailedEventDetails: {error, cause},
      });
      return {isFailure: true, reason: `${fault.error}: ${fault.cause}`};
    },
    isUnderWay: async ({run, dueAt}, now) =>
      isExpress
        ? dueAt !== undefined && Date.parse(dueAt) - now.getTime() > expressRestMilliseconds
        : run !== undefined && (await isRunning(run)),
    async endedBadly(since) {
      const runs = isExpress ? await logged(since) : await listed(since);
      return new Map(runs.flatMap(({name, photo}) => (photo ? [[name, photo]] : [])));
    },
  };
};
