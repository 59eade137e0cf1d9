import {readFileSync} from 'node:fs';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {paginateGetExecutionHistory, paginateListExecutions, SFNClient} from '@aws-sdk/client-sfn';
import {clientConfig} from './clients.ts';
import type {Engine} from './engine.ts';

const denial = /User: \S*?([\w-]+Role[\w-]*)\/?\S* is not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)/g;

const functionLogs = async (engine: Engine): Promise<string[]> => {
  const client = new CloudWatchLogsClient(clientConfig(engine));
  const texts: string[] = [];
  for await (const {logGroups = []} of paginateDescribeLogGroups({client}, {}))
    for (const {logGroupName = ''} of logGroups)
      for await (const {events = []} of paginateFilterLogEvents({client}, {logGroupName}))
        texts.push(...events.map(({message = ''}) => message));
  return texts;
};

const failedRuns = async (engine: Engine, stateMachineArn: string): Promise<string[]> => {
  const client = new SFNClient(clientConfig(engine));
  const texts: string[] = [];
  for await (const {executions = []} of paginateListExecutions({client}, {stateMachineArn}))
    for (const {executionArn} of executions)
      for await (const {events = []} of paginateGetExecutionHistory({client}, {executionArn}))
        texts.push(JSON.stringify(events));
  return texts;
};

/** Which calls IAM refused in this run, as `role: action`, out of the functions' logs, the runs' histories and the engine's log. */
export const findDenials = async (engine: Engine, stateMachineArn: string | undefined): Promise<readonly string[]> => {
  const texts = (
    await Promise.all([
      functionLogs(engine).catch(() => []),
      stateMachineArn ? failedRuns(engine, stateMachineArn).catch(() => []) : [],
      engine.logFile ? [readFileSync(engine.logFile, 'utf8')] : [],
    ])
  ).flat();
  const found = texts.flatMap((text) =>
    [...text.matchAll(denial)].map(([, role, action]) => `${role} may not ${action}`),
  );
  return [...new Set(found)].sort();
};
