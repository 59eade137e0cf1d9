import test from 'ava';
import {endOf, leftRuns, type PastRun, progressAt, successorOf} from '../../../operate/redrive/post-mail-replays.ts';
import {runName} from '../../../src/domain/new-posts.ts';
import {postMailProgress} from '../../../src/domain/post-mails.ts';
import {slug} from '../../../src/domain/slugs.ts';

const longest = runName({slug: slug.parse('a'.repeat(80)), publishedAt: '2026-03-01T10:00:00.000Z'});
const first = runName({slug: slug.parse('dawn'), publishedAt: '2026-03-01T10:00:00.000Z'});

test('a run and those that go on with it have names of their own, which Step Functions takes and tell the post', (t) => {
  for (const name of [first, longest, 'x'.repeat(80), '0b0b0b0b-be28-4a20-9875-73c37f5dc39e']) {
    const names = [name];
    for (let times = 0; times < 20; times += 1) names.push(successorOf(names.at(-1) ?? ''));

    t.is(new Set(names).size, names.length);
    t.deepEqual(
      names.filter((one) => !/^[\w-]{1,80}$/.test(one)),
      [],
    );
  }
  t.regex(successorOf(successorOf(first)), /^dawn-20260301100000000-[0-9a-f]{16}$/);
});

test('a run is left if it ended early and no other goes on with it', (t) => {
  const runs: readonly PastRun[] = [
    {name: 'a-1', status: 'FAILED'},
    {name: 'b-1', status: 'TIMED_OUT'},
    {name: 'c-1', status: 'ABORTED'},
    {name: 'd-1', status: 'RUNNING'},
    {name: 'e-1', status: 'SUCCEEDED'},
    {name: 'f-1', status: 'FAILED'},
    {name: successorOf('f-1'), status: 'RUNNING'},
    {name: 'g-1', status: 'FAILED'},
    {name: successorOf('g-1'), status: 'FAILED'},
  ];

  t.deepEqual(
    leftRuns(runs).map((run) => [run.name, endOf(run)]),
    [
      ['a-1', 'failed'],
      ['b-1', 'timed out'],
      ['c-1', 'was aborted'],
      [successorOf('g-1'), 'failed'],
    ],
  );
});

const entered = (input: unknown) => ({
  id: 2,
  type: 'TaskStateEntered' as const,
  timestamp: new Date(0),
  stateEnteredEventDetails: {name: 'SendPostMails', input: JSON.stringify(input)},
});

test('a run came as far as it was told when it entered a state', (t) => {
  const progress = {slug: 'dawn', after: 'm', throttled: 1, sent: 12, left: 3, status: 'sending', waitSeconds: 86_400};

  t.deepEqual(progressAt(entered(progress)) as unknown, progress);
  t.deepEqual(
    progressAt({
      id: 1,
      type: 'ExecutionStarted',
      timestamp: new Date(0),
      executionStartedEventDetails: {input: '{"slug": "dawn"}'},
    }) as unknown,
    {slug: 'dawn', sent: 0},
  );
});

test('the next page takes what the one before was told', (t) => {
  const told = {slug: 'dawn', after: 'm', throttled: 1, sent: 12, left: 3, status: 'sending', waitSeconds: 86_400};
  const {status, waitSeconds, ...progress} = told;

  t.deepEqual(postMailProgress.parse(progressAt(entered(told))) as unknown, progress);
});

test('what else happened to a run says nothing of how far it came', (t) => {
  t.is(progressAt(entered({Error: 'TypeError', Cause: '{}'})), undefined);
  t.is(progressAt(entered({slug: 'Not a slug'})), undefined);
  t.is(progressAt({id: 3, type: 'TaskScheduled', timestamp: new Date(0)}), undefined);
});
