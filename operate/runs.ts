// `npm run runs`: the runs of the photo workflow, state by state, here or on AWS.

import {parseArgs, styleText} from 'node:util';
import {findWorkflow} from './find-workflow.ts';
import {type Paint, runLines} from './run-lines.ts';
import {listExecutions, readRun} from './run-reader.ts';
import {explain} from './sdk-errors.ts';
import {UserError} from './user-error.ts';
import {watchRuns} from './watch-runs.ts';

const usage = `usage: npm run runs -- [options]

  --limit N             how many of the newest runs (1 to 1000, default 10)
  --watch               go on printing what happens, until Ctrl-C
  --stack-name NAME     the deployed stack (default: the blog running on this machine, or else myblog)
  --state-machine ARN   the workflow itself, instead of a stack
  --region REGION       of the stack (default: that of your AWS settings)
  --help`;

const options = {
  limit: {type: 'string', default: '10'},
  watch: {type: 'boolean', default: false},
  'stack-name': {type: 'string'},
  'state-machine': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const parseOptions = () => {
  try {
    return parseArgs({options}).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ', 1)[0]}; see npm run runs -- --help`, {cause: error});
  }
};

const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new UserError(`expected a number from 1 to 1000, got '${text}', at --limit`);
};

const print = (line: string): void => console.log(line);
const paint: Paint = (style, text) => styleText(style, text, {stream: process.stdout});

const untilInterrupted = (): AbortSignal => {
  const ending = new AbortController();
  process.once('SIGINT', () => ending.abort());
  return ending.signal;
};

const main = async (): Promise<void> => {
  const wanted = parseOptions();
  if (wanted.help) return print(usage);
  const limit = parseLimit(wanted.limit);
  const workflow = await findWorkflow({
    stateMachineArn: wanted['state-machine'],
    stackName: wanted['stack-name'],
    region: wanted.region,
  });
  const executions = await listExecutions(workflow, limit);
  if (executions.length === 0) print('no runs: no photo has been uploaded yet');
  const listed = executions.filter(({status}) => !wanted.watch || status !== 'RUNNING');
  for (const execution of listed) {
    const run = await readRun(workflow, execution);
    for (const line of [...runLines(run, paint), '']) print(line);
  }
  if (!wanted.watch) return;
  const seen = listed.flatMap(({name}) => name ?? []);
  await watchRuns(workflow, {seen, limit, print, paint, signal: untilInterrupted()});
};

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
