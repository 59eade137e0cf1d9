import {DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import type {PhotoRuns} from '../domain/photo-runs.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

const sfn = once(() => new SFNClient({}));

const stateMachineArn = () => requiredEnv('PHOTOS_STATE_MACHINE');

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-statemachines.html */
const executionArn = (run: string): string => `${stateMachineArn().replace(':stateMachine:', ':execution:')}:${run}`;

export const photoRuns = {
  start: async (input) => {
    await sfn().send(new StartExecutionCommand({stateMachineArn: stateMachineArn(), input: JSON.stringify(input)}));
  },

  /** Nobody can ask about an Express run, but it ends within five minutes. */
  isRunning: async (run) => {
    if (requiredEnv('PHOTOS_WORKFLOW') === 'express') return false;
    try {
      const {status} = await sfn().send(new DescribeExecutionCommand({executionArn: executionArn(run)}));
      return status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  },
} satisfies PhotoRuns;
