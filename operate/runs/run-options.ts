import type {parseArgs} from 'node:util';
import {UserError} from '../user-error.ts';
import {type Wanted, type WorkflowName, workflowNames} from './find-workflow.ts';
import {parsePhoto, parseStatuses, type RunFilter} from './run-filter.ts';

export const usage = `usage: npm run runs -- [options]

  --watch               go on showing what happens, until Ctrl-C: on a terminal a bar for each run under way,
                        elsewhere a line for each state that is done
  --workflow NAME       photos (default), or posts: the mails of new posts, one run a post
  --photo ID            only runs of this photo: its id, or as much of its beginning as no other photo's has
  --post SLUG           only runs of this post
  --status STATUS       only runs that are running, failed, timed-out, aborted or ended (without saying how); of photos
                        ready, rejected, duplicate, superseded or removed; of posts sent or withdrawn; again, or with
                        commas, for several
  --limit N             how many of the newest runs that match (1 to 1000, default 10); the newest 1000 are looked at
  --hours N             how far back the log of an Express workflow is read on AWS (1 to 2160, default 3)
  --stack-name NAME     the deployed stack (default: the blog running on this machine, or else myblog)
  --state-machine ARN   the workflow itself, instead of a stack
  --region REGION       of the stack (default: that of your AWS settings)
  --help`;

export const options = {
  watch: {type: 'boolean', default: false},
  workflow: {type: 'string', default: 'photos'},
  photo: {type: 'string'},
  post: {type: 'string'},
  status: {type: 'string', multiple: true, default: [] as string[]},
  limit: {type: 'string', default: '10'},
  hours: {type: 'string', default: '3'},
  'stack-name': {type: 'string'},
  'state-machine': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

/** As they stand on the command line. */
type Given = ReturnType<typeof parseArgs<{options: typeof options}>>['values'];

export type RunOptions = {
  readonly help: boolean;
  readonly watch: boolean;
  readonly filter: RunFilter;
  readonly limit: number;
  readonly hours: number;
  readonly wanted: Wanted;
};

const parseCount = (name: string, text: string, most: number): number => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new UserError(`expected a number from 1 to ${most}, got '${text}', at --${name}`);
};

const parseWorkflowName = (given: string): WorkflowName => {
  const found = workflowNames.find((name) => name === given);
  if (found) return found;
  throw new UserError(`expected one of ${workflowNames.join(', ')}, got '${given}', at --workflow`);
};

/** Throws a UserError that says what is wrong, and where. */
export const parseRunOptions = ({help, watch, photo, post, status, limit, hours, ...named}: Given): RunOptions => ({
  help,
  watch,
  filter: {
    statuses: parseStatuses(status),
    ...(photo !== undefined && {photo: parsePhoto(photo)}),
    ...(post !== undefined && {post}),
  },
  limit: parseCount('limit', limit, 1000),
  hours: parseCount('hours', hours, 2160),
  wanted: {
    stateMachineArn: named['state-machine'],
    stackName: named['stack-name'],
    region: named.region,
    workflow: parseWorkflowName(named.workflow),
  },
});
