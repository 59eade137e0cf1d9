import test from 'ava';
import {callsOf, itemBytes, keysOf, runLogOf, statesEntered} from '../../bench/cost-counts.ts';
import {readHistory} from '../operate/runs/histories.ts';

test('the states of a run are those that its history says were entered', (t) => {
  const states = statesEntered(readHistory('ready').events);

  t.true(states.includes('ClaimPhoto'));
  t.is(states.at(-1), 'AnnouncePhoto');
});

test('a log with what each state was told is longer by just that', (t) => {
  const event = {timestamp: new Date(0), type: 'PassStateEntered', id: 2, previousEventId: 1} as const;
  const bare = {...event, stateEnteredEventDetails: {name: 'A'}};
  const told = {...event, stateEnteredEventDetails: {name: 'A', input: '{}'}};

  t.is(runLogOf([told], 'arn').plain, runLogOf([bare], 'arn').withData);
  t.is(runLogOf([told], 'arn').withData - runLogOf([told], 'arn').plain, ',"input":"{}"'.length);
  t.is(runLogOf([told, told], 'arn').plain, 2 * runLogOf([told], 'arn').plain);
});

test('the keys of a photo are those of its objects with which functions were allowed to do this', (t) => {
  const decision = {role: 'R', action: 's3:PutObject', resource: 'arn:aws:s3:::b/photos/1/x.avif', decision: 'allowed'};
  const decisions = [
    decision,
    {...decision, resource: 'arn:aws:s3:::b/originals/1'},
    {...decision, resource: 'arn:aws:s3:::b/originals/2'},
    {...decision, action: 's3:GetObject'},
    {...decision, decision: 'denied'},
  ] as Parameters<typeof keysOf>[0];

  t.deepEqual(keysOf(decisions, 's3:PutObject', '1'), ['photos/1/x.avif', 'originals/1']);
});

test('a call is what was logged up to its report, which says what is billed', (t) => {
  const report = 'REPORT RequestId: 1\tDuration: 12.3 ms\tBilled Duration: 13 ms\tMemory Size: 1769 MB';
  const calls = callsOf(['START', report, 'START', '{"level":"info"}', report]);

  t.deepEqual(
    calls.map(({billedMs}) => billedMs),
    [13, 13],
  );
  t.is((calls[1]?.logBytes ?? 0) - (calls[0]?.logBytes ?? 0), '{"level":"info"}'.length + 26);
});

test('a function that has not finished has no call', (t) => {
  t.deepEqual(callsOf(['START', '{"level":"info"}']), []);
});

test('an item is as large as DynamoDB counts it', (t) => {
  t.is(itemBytes({pk: {S: 'é'}}), 4);
  t.is(itemBytes({n: {N: '1770'}}), 1 + 3);
  t.is(itemBytes({yes: {BOOL: true}}), 4);
  t.is(itemBytes({list: {L: [{S: 'ab'}, {S: 'c'}]}}), 4 + 3 + 3 + 2);
  t.is(itemBytes({map: {M: {a: {S: 'b'}}}}), 3 + 3 + 2 + 1);
});
