import {SFNClient} from '@aws-sdk/client-sfn';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {listExecutions} from '../../../operate/runs/run-reader.ts';
import {type Blog, output} from '../../blog.ts';
import {until} from '../../until.ts';

export const allRunsAreOver = ({engine, ...blog}: Blog) => {
  const workflow = {
    client: new SFNClient(clientConfig(engine)),
    stateMachineArn: output(blog, 'PhotosStateMachineArn'),
  };
  return until(
    'every run to be over',
    async () => (await listExecutions(workflow, 100)).every(({status}) => status !== 'RUNNING') || undefined,
  );
};
