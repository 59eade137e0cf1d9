import {DescribeStateMachineCommand} from '@aws-sdk/client-sfn';
import test from 'ava';
import type {Definition} from '../../../operate/runs/run-definition.ts';
import type {RunFilter} from '../../../operate/runs/run-filter.ts';
import {lookAt, watchRuns} from '../../../operate/runs/watch-runs.ts';
import {document, fakeStepFunctions, sdkError, stateMachineArn} from './step-functions.ts';

type Aws = ReturnType<typeof fakeStepFunctions>;

/** Watches while the steps are done, one before each look; what was shown and said, and how long it waited. */
const watch = async (aws: Aws, steps: readonly (() => void)[], more: {filter?: RunFilter; find?: () => Aws} = {}) => {
  const shown: string[] = [];
  const waits: number[] = [];
  const states: string[] = [];
  const ending = new AbortController();
  const left = [...steps];
  const next = () => {
    const step = left.shift();
    if (step) step();
    else ending.abort();
  };
  const begun = await lookAt(aws.workflow, 3);
  await begun.source.mark();
  next();
  const watching = watchRuns(
    {name: 'the stack myblog', outputKey: 'PhotosStateMachineArn', find: async () => (more.find?.() ?? aws).workflow},
    begun,
    {
      filter: more.filter ?? {statuses: []},
      hours: 3,
      signal: ending.signal,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        next();
      },
      screen: {
        show: (runs, definition: Definition) => {
          shown.push(...runs.map(({photo, status}) => `${photo} ${status}`));
          states.push(Object.keys(definition.States).join(' '));
        },
        say: (sentence) => shown.push(`# ${sentence}`),
        end: () => {},
      },
    },
  );
  return {shown, waits, states, watching};
};

test('what happens is shown look by look, until the signal', async (t) => {
  const aws = fakeStepFunctions();
  let run = '';
  const {shown, waits, watching} = await watch(aws, [() => (run = aws.start('photo')), () => aws.end(run), () => {}]);

  await watching;

  t.deepEqual(shown, ['photo running', 'photo ready']);
  t.deepEqual(waits, [1000, 1000, 1000]);
});

test('a workflow that is changed in place is read again, and its runs are watched on', async (t) => {
  const aws = fakeStepFunctions();
  const longer = JSON.stringify({StartAt: 'NewPhoto', States: {NewPhoto: {Next: 'ClaimPhoto'}, ClaimPhoto: {}}});
  let run = '';
  const {shown, states, watching} = await watch(aws, [
    () => (run = aws.start('photo')),
    () => aws.describe({definition: longer}),
    () => aws.end(run),
  ]);

  await watching;

  t.deepEqual(shown, [
    'photo running',
    '# the workflow was deployed anew: its states are read again',
    'photo running',
    'photo ready',
  ]);
  t.deepEqual(states, ['ClaimPhoto ResizePhoto', 'NewPhoto ClaimPhoto', 'NewPhoto ClaimPhoto']);
});

test('a workflow that was replaced is found again, and all its runs are news', async (t) => {
  const [old, other] = [fakeStepFunctions(), fakeStepFunctions()];
  const arn = `${stateMachineArn}-2`;
  other.workflow.stateMachineArn = arn;
  other.describe({stateMachineArn: arn, creationDate: new Date(1)});
  const gone = () => old.mock.on(DescribeStateMachineCommand).rejects(sdkError('StateMachineDoesNotExist'));
  let found: Aws = old;
  const {shown, waits, watching} = await watch(
    old,
    [
      () => old.start('old'),
      gone,
      () => {},
      () => {
        other.end(other.start('quick'));
        other.start('new');
        found = other;
      },
    ],
    {find: () => found},
  );

  await watching;

  t.deepEqual(shown, [
    'old running',
    '# the workflow is gone: looking for another one in the stack myblog',
    `# the workflow was replaced: watching ${arn}`,
    'quick ready',
    'new running',
  ]);
  t.deepEqual(waits, [1000, 1000, 2000, 1000]);
});

test('one that was made anew at the same ARN is another one', async (t) => {
  const aws = fakeStepFunctions();
  const {shown, watching} = await watch(aws, [
    () => aws.end(aws.start('first')),
    () => {
      aws.forget();
      aws.describe({creationDate: new Date(1)});
      aws.end(aws.start('second'));
    },
  ]);

  await watching;

  t.deepEqual(shown, ['first ready', `# the workflow was replaced: watching ${stateMachineArn}`, 'second ready']);
});

test('while nobody answers it tries on, ever more seldom, and says so once', async (t) => {
  const aws = fakeStepFunctions();
  const faults = [
    sdkError('ThrottlingException'),
    sdkError('Error', {code: 'ECONNREFUSED'}),
    sdkError('InternalServerException', {$metadata: {httpStatusCode: 503}}),
    sdkError('TimeoutError'),
    sdkError('Error', {code: 'ENOTFOUND'}),
    sdkError('TooManyRequestsException'),
  ];
  const {shown, waits, watching} = await watch(aws, [
    ...faults.map((fault) => () => aws.failOnce(fault)),
    () => aws.end(aws.start('meanwhile')),
    () => {},
  ]);

  await watching;

  t.deepEqual(shown, [
    '# AWS answered: ThrottlingException; trying again until there is an answer',
    '# the stack myblog answers again',
    'meanwhile ready',
  ]);
  t.deepEqual(waits, [1000, 2000, 4000, 8000, 15_000, 15_000, 1000, 1000]);
});

test('credentials that expire end it, and so does what nobody foresaw', async (t) => {
  for (const name of ['ExpiredTokenException', 'CredentialsProviderError', 'AccessDeniedException', 'TypeError']) {
    const aws = fakeStepFunctions();
    const {watching} = await watch(aws, [() => aws.mock.on(DescribeStateMachineCommand).rejects(sdkError(name))]);

    await t.throwsAsync(watching, {message: name});
  }
});

test('only runs that match are shown', async (t) => {
  const aws = fakeStepFunctions();
  let runs: string[] = [];
  const {shown, watching} = await watch(
    aws,
    [
      () => (runs = [aws.start('01K9ZQ8V4T3M5N7P9R1S2W6001'), aws.start('01KHJ7Q8V4T3M5N7P9R1S2W601')]),
      () => runs.map((run) => aws.end(run)),
      () => aws.end(aws.start('01K9ZQ8V4T3M5N7P9R1S2W6001'), 'FAILED'),
    ],
    {filter: {photo: '01K9', statuses: ['ready', 'failed']}},
  );

  await watching;

  t.deepEqual(shown, ['01K9ZQ8V4T3M5N7P9R1S2W6001 ready', '01K9ZQ8V4T3M5N7P9R1S2W6001 failed']);
});

test('the beginning of an id stays with the photo it was first found to be', async (t) => {
  const aws = fakeStepFunctions();
  const {shown, watching} = await watch(
    aws,
    [() => aws.end(aws.start('01K9ZQ8V4T3M5N7P9R1S2W6001')), () => aws.end(aws.start('01K9ZQ8V4T3M5N7P9R1S2W6002'))],
    {filter: {photo: '01K9', statuses: []}},
  );

  await watching;

  t.deepEqual(shown, ['01K9ZQ8V4T3M5N7P9R1S2W6001 ready']);
});

test('a definition that did not change is no news', async (t) => {
  const aws = fakeStepFunctions();
  const {shown, watching} = await watch(aws, [() => aws.describe({definition: `${document}`}), () => {}]);

  await watching;

  t.deepEqual(shown, []);
});
