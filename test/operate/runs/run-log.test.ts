import test from 'ava';
import fc from 'fast-check';
import {parseLogMessage, type RunLog, runOfLog} from '../../../operate/runs/run-log.ts';
import {expressLog, expressLogEnd} from './histories.ts';

type Parsed = NonNullable<ReturnType<typeof parseLogMessage>>;

const parsed: readonly Parsed[] = expressLog().flatMap(({message}) => parseLogMessage(message) ?? []);

const arnOf = (name: string): string =>
  parsed.find(({executionArn}) => executionArn.includes(`:${name}:`))?.executionArn ?? '';

const logOf = (name: string, events = parsed): RunLog =>
  new Map(events.filter(({executionArn}) => executionArn === arnOf(name)).map(({event}) => [event.id, event]));

const runOf = (name: string, log = logOf(name), now = expressLogEnd) => runOfLog(arnOf(name), log, now);

test('the log tells of a run what its history would', (t) => {
  t.is(expressLog().length, parsed.length + 1);
  t.like(runOf('ready-run'), {name: 'ready-run', photo: '01KHJ7Q8V4T3M5N7P9R1S2W601', status: 'ready'});
  t.deepEqual(
    runOf('ready-run').states.map(({name, attempts}) => [name, attempts]),
    [
      ['NewPhoto', 0],
      ['ClaimPhoto', 1],
      ['ValidatePhoto', 1],
      ['ValidPhoto', 0],
      ['ResizePhoto', 1],
      ['ResizedPhoto', 0],
      ['RecordPhoto', 1],
      ['AnnouncePhoto', 1],
    ],
  );
  t.is(Number(runOf('ready-run').endedAt) - Number(runOf('ready-run').startedAt), 2020);
});

test('a rejected run tells why, and which attempts failed before', (t) => {
  t.like(runOf('rejected-run'), {
    status: 'rejected',
    reason: 'expected a JPEG, PNG or WebP photo, got a file that holds no picture',
  });
  t.like(
    runOf('rejected-run').states.find(({name}) => name === 'ValidatePhoto'),
    {attempts: 2, failures: 1, fault: {error: 'Lambda.TooManyRequestsException', cause: 'Rate Exceeded.'}},
  );
});

test('a run under way for a photo that is known already names it', (t) => {
  const run = runOf('running-run');

  t.like(run, {status: 'running', photo: '01KHJ7Q8V4T3M5N7P9R1S2W603', endedAt: undefined});
  t.like(run.states.at(-1), {name: 'ResizePhoto', attempts: 1, leftAt: undefined});
});

test('events may come in any order and twice', (t) => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...parsed, ...parsed], {minLength: 2 * parsed.length}), (shuffled) => {
      t.deepEqual(runOf('rejected-run', logOf('rejected-run', shuffled)), runOf('rejected-run'));
    }),
    {seed: 6, numRuns: 50},
  );
});

test('an end that comes before what it follows waits for it, and not for ever', (t) => {
  const log = new Map(logOf('ready-run'));
  log.delete(12);

  t.like(runOf('ready-run', log), {status: 'running', endedAt: undefined});
  t.like(runOf('ready-run', log, expressLogEnd + 20_000), {status: 'ready'});
});

test('a run whose end never comes is given up when it cannot be under way any more', (t) => {
  t.like(runOf('running-run', logOf('running-run'), expressLogEnd + 299_000), {status: 'running'});
  t.like(runOf('running-run', logOf('running-run'), expressLogEnd + 330_000), {
    status: 'ended',
    reason: 'how it ended is missing in the log',
  });
});

test('without execution data the states are known, and the photo is not', (t) => {
  const bare = expressLog().flatMap(({message = ''}) => {
    if (!message.startsWith('{')) return [];
    const {details, ...event} = JSON.parse(message);
    const {input: _input, inputDetails: _, output: _output, outputDetails: __, ...rest} = details;
    return parseLogMessage(JSON.stringify({...event, details: rest})) ?? [];
  });
  const run = runOf('ready-run', logOf('ready-run', bare));

  t.like(run, {name: 'ready-run', photo: undefined, status: 'ended', reason: undefined});
  t.is(run.states.length, 8);
});

test('what is no event is passed over', (t) => {
  const event = {id: '1', type: 'ExecutionStarted', event_timestamp: '1', execution_arn: 'arn'};

  t.is(parseLogMessage(JSON.stringify(event))?.executionArn, 'arn');
  for (const key of Object.keys(event)) t.is(parseLogMessage(JSON.stringify({...event, [key]: undefined})), undefined);
  for (const message of [undefined, '', 'Permissions are set correctly', '{}', '[1]', 'null'])
    t.is(parseLogMessage(message), undefined);
});
