import test from 'ava';
import {parseRun} from '../../../operate/runs/run-history.ts';
import {readHistory, recordedRun} from './histories.ts';

test('a ready run names its photo and went through every state in order', (t) => {
  const run = recordedRun('ready');

  t.like(run, {status: 'ready', photo: '01K9ZQ8V4T3M5N7P9R1S2W6001', reason: undefined});
  t.deepEqual(
    run.states.map(({name, attempts}) => [name, attempts]),
    [
      ['ClaimPhoto', 1],
      ['ValidatePhoto', 1],
      ['ValidPhoto', 0],
      ['ResizePhoto', 1],
      ['ResizedPhoto', 0],
      ['RecordPhoto', 1],
      ['AnnouncePhoto', 1],
    ],
  );
  t.true(run.states.every(({enteredAt, leftAt}) => leftAt && leftAt >= enteredAt));
});

test('a rejected run tells the sentence for the author, and which state a fault came from', (t) => {
  const run = recordedRun('rejected');

  t.is(run.status, 'rejected');
  t.regex(run.reason ?? '', /^expected a photo that is decoded within seconds/);
  t.like(
    run.states.find(({name}) => name === 'ResizePhoto'),
    {fault: {error: 'Sandbox.Timedout', cause: 'Task timed out after 2.00 seconds'}},
  );
});

test('a failed run tells the error of the function on one line', (t) => {
  const run = recordedRun('failed');

  t.is(run.status, 'failed');
  t.regex(run.reason ?? '', /^Runtime\.HandlerError: \[ \{ "expected": "array".+\]$/);
  t.like(run.states.at(-1), {name: 'FailedPhoto', leftAt: undefined});
});

test('a run under way is in its last state, and has no end', (t) => {
  const run = recordedRun('throttled');

  t.like(run, {status: 'running', endedAt: undefined, reason: undefined});
  t.like(run.states.at(-1), {name: 'ResizePhoto', attempts: 1, leftAt: undefined});
});

test('every attempt of a task counts, and the last fault is kept', (t) => {
  t.like(
    recordedRun('throttled').states.find(({name}) => name === 'ValidatePhoto'),
    {attempts: 3, fault: {error: 'Lambda.SdkClientException', cause: 'Unable to execute HTTP request'}},
  );
});

const start = {executionArn: 'arn', stateMachineArn: 'arn', name: 'one', startDate: new Date(0)};

test('a run that took too long and one that was stopped say so', (t) => {
  const timestamp = new Date(1000);

  t.like(parseRun({...start, status: 'TIMED_OUT'}, [{type: 'ExecutionTimedOut', id: 1, timestamp}]), {
    status: 'timed out',
    reason: 'States.Timeout',
  });
  t.like(
    parseRun({...start, status: 'ABORTED'}, [
      {type: 'ExecutionAborted', id: 1, timestamp, executionAbortedEventDetails: {error: 'Stopped', cause: 'by hand'}},
    ]),
    {status: 'aborted', reason: 'Stopped: by hand'},
  );
});

test('a run for a photo that is known already names it, and may end with its being removed', (t) => {
  const timestamp = new Date(0);
  const run = parseRun({...start, status: 'SUCCEEDED'}, [
    {type: 'ExecutionStarted', id: 1, timestamp, executionStartedEventDetails: {input: '{"photoId": "01K9"}'}},
    {
      type: 'ExecutionSucceeded',
      id: 2,
      timestamp,
      executionSucceededEventDetails: {output: '{"photoId": "01K9", "status": "removed"}'},
    },
  ]);

  t.like(run, {photo: '01K9', status: 'removed'});
});

test('a state that is waited in between two attempts has as many failures as attempts', (t) => {
  const {execution, events} = readHistory('throttled');
  const between = parseRun(execution, events.slice(0, 10));

  t.like(between.states.at(-1), {name: 'ValidatePhoto', attempts: 1, failures: 1});
  t.like(
    recordedRun('throttled').states.find(({name}) => name === 'ValidatePhoto'),
    {attempts: 3, failures: 2},
  );
});

test('an event that a log has lost spoils no other state', (t) => {
  const {execution, events} = readHistory('ready');
  const whole = recordedRun('ready');

  for (const lost of events.slice(1, -1)) {
    const run = parseRun(
      execution,
      events.filter((event) => event !== lost),
    );
    const spoilt = run.states.filter(({name, leftAt, attempts}) => {
      const right = whole.states.find((row) => row.name === name);
      return leftAt?.getTime() !== right?.leftAt?.getTime() || attempts !== right?.attempts;
    });
    const own = lost.stateEnteredEventDetails?.name ?? lost.stateExitedEventDetails?.name;
    t.true(spoilt.length <= 1 && spoilt.every(({name}) => !own || name === own), `without event ${lost.id}`);
    t.is(run.status, 'ready');
  }
});

test('a run that was started by hand, with anything, is still listed', (t) => {
  const event = {type: 'ExecutionStarted', id: 1, timestamp: new Date(0)} as const;

  for (const input of ['{}', '"text"', 'null', 'no JSON'])
    t.like(parseRun({...start, status: 'RUNNING'}, [{...event, executionStartedEventDetails: {input}}]), {
      name: 'one',
      photo: undefined,
      status: 'running',
    });
});

test('a run of new-post mails names its post, and says how many were sent and left', (t) => {
  const timestamp = new Date(0);
  const endedWith = (progress: object) =>
    parseRun({...start, status: 'SUCCEEDED'}, [
      {type: 'ExecutionStarted', id: 1, timestamp, executionStartedEventDetails: {input: '{"slug":"dawn"}'}},
      {
        type: 'ExecutionSucceeded',
        id: 2,
        timestamp,
        executionSucceededEventDetails: {output: JSON.stringify({slug: 'dawn', ...progress})},
      },
    ]);

  t.like(endedWith({status: 'sent', sent: 12, left: 0}), {
    post: 'dawn',
    photo: undefined,
    status: 'sent',
    reason: '12 sent',
  });
  t.like(endedWith({status: 'withdrawn', sent: 3, left: 1}), {
    status: 'withdrawn',
    reason: '3 sent, 1 left to the sweep',
  });
});
