import {ExecutionAlreadyExists, SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import type {PostMailRuns} from '../domain/new-posts.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

const sfn = once(() => new SFNClient({}));

export const postMailRuns = {
  async start({name, slug}) {
    const stateMachineArn = requiredEnv('NEW_POST_MAIL_STATE_MACHINE');
    try {
      await sfn().send(new StartExecutionCommand({stateMachineArn, name, input: JSON.stringify({slug})}));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
} satisfies PostMailRuns;
