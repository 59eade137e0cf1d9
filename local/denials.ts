import {readFileSync} from 'node:fs';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {paginateGetExecutionHistory, paginateListExecutions, SFNClient} from '@aws-sdk/client-sfn';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Blog, regionsOf} from './blog.ts';
import type {Engine} from './engine.ts';

/** Something that was written down during a run, and who wrote it. */
type Note = {readonly source: string; readonly text: string};

/** IAM's own sentence, and the functions' where AWS answers without one. */
const denials: readonly RegExp[] = [
  /User: \S*?(?<who>[\w-]+Role[\w-]*)\/?\S* is not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z]+)/g,
  /\bmay not (?<action>[a-z0-9-]+:[A-Za-z]+)/g,
];

const functionLogs = async (engine: Engine): Promise<readonly Note[]> => {
  const client = new CloudWatchLogsClient(clientConfig(engine));
  const notes: Note[] = [];
  for await (const {logGroups = []} of paginateDescribeLogGroups({client}, {}))
    for (const {logGroupName = ''} of logGroups)
      for await (const {events = []} of paginateFilterLogEvents({client}, {logGroupName}))
        notes.push(...events.map(({message = ''}) => ({source: logGroupName, text: message})));
  return notes;
};

const runHistories = async (engine: Engine, stateMachineArn: string): Promise<readonly Note[]> => {
  const client = new SFNClient(clientConfig(engine));
  const notes: Note[] = [];
  for await (const {executions = []} of paginateListExecutions({client}, {stateMachineArn}))
    for (const {executionArn, name = ''} of executions)
      for await (const {events = []} of paginateGetExecutionHistory({client}, {executionArn}))
        notes.push({source: `run ${name}`, text: JSON.stringify(events)});
  return notes;
};

/** As much of a blog as there is, to be asked what was refused. */
export type Deployment = Pick<Blog, 'engine' | 'outputs' | 'replicas'>;

/** Which calls IAM refused in this run, a sentence each, out of the functions' logs, the runs' histories and the engine's log. */
export const findDenials = async (deployment: Deployment): Promise<readonly string[]> => {
  const {engine, outputs} = deployment;
  const machines = [outputs['PhotosStateMachineArn'], outputs['PostsStateMachineArn']].filter(
    (arn) => arn !== undefined,
  );
  const notes = (
    await Promise.all([
      ...regionsOf(deployment).map((region) => functionLogs({...engine, region})),
      ...machines.map((stateMachineArn) => runHistories(engine, stateMachineArn)),
      engine.logFile ? [{source: 'the engine', text: readFileSync(engine.logFile, 'utf8')}] : [],
    ])
  ).flat();
  const found = notes.flatMap(({source, text}) =>
    denials.flatMap((denial) =>
      [...text.matchAll(denial)].map(({groups}) => `${groups?.['who'] ?? source} may not ${groups?.['action']}`),
    ),
  );
  return [...new Set(found)].sort();
};
