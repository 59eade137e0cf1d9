import {parseArgs} from 'node:util';
import test from 'ava';
import {options, parseRunOptions, usage} from '../../../operate/runs/run-options.ts';
import {UserError} from '../../../operate/user-error.ts';

const parse = (...args: string[]) => parseRunOptions(parseArgs({args, options}).values);

test('without options the ten newest runs are listed', (t) => {
  t.deepEqual(parse(), {
    help: false,
    watch: false,
    filter: {statuses: []},
    limit: 10,
    hours: 3,
    wanted: {stateMachineArn: undefined, stackName: undefined, region: undefined, workflow: 'photos'},
  });
});

test('filters are for listing and for watching', (t) => {
  t.like(parse('--watch', '--photo', '01k9', '--status', 'ready', '--status', 'failed,running', '--limit', '1000'), {
    watch: true,
    filter: {photo: '01K9', statuses: ['ready', 'failed', 'running']},
    limit: 1000,
  });
});

test('the runs of new-post mails are asked for by name, and those of one post by its slug', (t) => {
  t.like(parse('--workflow', 'posts', '--post', 'dawn', '--status', 'sent'), {
    filter: {post: 'dawn', statuses: ['sent']},
    wanted: {workflow: 'posts'},
  });
  t.throws(() => parse('--workflow', 'mails'), {
    instanceOf: UserError,
    message: "expected one of photos, posts, got 'mails', at --workflow",
  });
});

test('a number out of its range is refused in a sentence', (t) => {
  for (const limit of ['0', '1001', '1.5', 'ten', ''])
    t.throws(() => parse('--limit', limit), {
      instanceOf: UserError,
      message: `expected a number from 1 to 1000, got '${limit}', at --limit`,
    });
  t.throws(() => parse('--hours', '2161'), {message: "expected a number from 1 to 2160, got '2161', at --hours"});
});

test('every option is in the help', (t) => {
  for (const name of Object.keys(options)) t.true(usage.includes(`--${name} `) || usage.endsWith(`--${name}`), name);
});
