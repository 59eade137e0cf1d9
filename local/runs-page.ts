import {SFNClient} from '@aws-sdk/client-sfn';
import {html} from 'hono/html';
import {clientConfig} from '../operate/engine-clients.ts';
import {runLines} from '../operate/runs/run-lines.ts';
import {listExecutions, readRun} from '../operate/runs/run-reader.ts';
import {type Blog, output} from './blog.ts';

/** The newest photo runs as a page that renews itself: what the Step Functions console would show. */
export const runsPage = async (blog: Pick<Blog, 'engine' | 'outputs'>): Promise<string> => {
  const workflow = {
    client: new SFNClient(clientConfig(blog.engine)),
    stateMachineArn: output(blog, 'PhotosStateMachineArn'),
  };
  const executions = await listExecutions(workflow, 20);
  const runs = await Promise.all(executions.map((execution) => readRun(workflow, execution)));
  const text = runs.map((run) => runLines(run, (_, plain) => plain).join('\n')).join('\n\n');
  return String(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="refresh" content="3">
    <title>Photo runs of the local blog</title>
    <style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; } pre { overflow-x: auto; }</style>
  </head>
  <body>
    <h1>Photo runs</h1>
    <pre>${text || 'No run yet: upload a photo.'}</pre>
  </body>
</html>`);
};
