import test from 'ava';
import {barLines, endedLines} from '../../../operate/runs/run-bars.ts';
import type {Definition} from '../../../operate/runs/run-definition.ts';
import type {Run} from '../../../operate/runs/run-history.ts';
import {parseRun} from '../../../operate/runs/run-history.ts';
import {readHistory, recordedRun} from './histories.ts';

const definition: Definition = {
  StartAt: 'ClaimPhoto',
  States: {
    ClaimPhoto: {Next: 'ValidatePhoto'},
    ValidatePhoto: {
      Next: 'ValidPhoto',
      Retry: [
        {ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 20},
        {ErrorEquals: ['Lambda.SdkClientException'], MaxAttempts: 6},
      ],
    },
    ValidPhoto: {Default: 'ResizePhoto'},
    ResizePhoto: {Next: 'ResizedPhoto'},
    ResizedPhoto: {Default: 'RecordPhoto'},
    RecordPhoto: {Next: 'AnnouncePhoto'},
    AnnouncePhoto: {},
  },
};
const now = new Date('2026-03-01T09:30:05.630Z');
const canvas = {now, columns: 100, rows: 24, paint: (_: string, text: string) => text};

/** The run after so many events of its history. */
const afterEvents = (count: number): Run => {
  const {execution, events} = readHistory('throttled');
  return parseRun(execution, events.slice(0, count));
};

test('a run under way is a bar: its photo, states done of those on its way, the state and how long it is in it', (t) => {
  t.deepEqual(barLines([recordedRun('throttled')], definition, canvas), [
    '01K9ZQ8V4T3M5N7P9R1S2W6X8Y  ███████░░░░░░░░░   3/7  ResizePhoto         2.00 s',
  ]);
});

test('a run that has entered no state yet is starting', (t) => {
  t.regex(barLines([afterEvents(1)], definition, canvas)[0] ?? '', / {2}░{16} {3}0\/7 {2}starting +5\.63 s$/);
});

test('a state that is tried again says which attempt it is, of how many, and why', (t) => {
  const reasonAfter = (count: number) => barLines([afterEvents(count)], definition, canvas)[1] ?? '';

  t.regex(reasonAfter(10), /^ {2}attempt 1 of 21 failed: Lambda\.TooManyRequestsException: Rate Exceeded/);
  t.regex(reasonAfter(11), /^ {2}attempt 2 of 21, after Lambda\.TooManyRequestsException: Rate Exceeded/);
  t.is(reasonAfter(12), '  attempt 2 of 7 failed: Lambda.SdkClientException: Unable to execute HTTP request');
});

test('a fault that was caught is no attempt any more', (t) => {
  const {execution, events} = readHistory('rejected');
  const run = parseRun({...execution, status: 'RUNNING'}, events.slice(0, 15));

  t.truthy(run.states.at(-1)?.fault);
  t.is(barLines([run], definition, canvas).length, 1);
});

test('no line is wider than the terminal', (t) => {
  for (const columns of [20, 60, 80, 81])
    for (const line of barLines([afterEvents(10)], definition, {...canvas, columns}))
      t.true(line.length < columns, `${columns}: ${line}`);
});

test('what has no room on the terminal is counted', (t) => {
  const runs = Array.from({length: 200}, () => recordedRun('throttled'));
  const lines = barLines(runs, definition, {...canvas, rows: 10});

  t.true(lines.length < 10);
  t.is(lines.at(-1), `… and ${200 - (lines.length - 1)} more under way`);
});

test('with no run under way it says how to leave', (t) => {
  t.deepEqual(barLines([], definition, canvas), ['no run is under way; Ctrl-C ends']);
});

test('an ended run tells its outcome, how long it took in all, why, and where the time went', (t) => {
  const [outcome, times] = endedLines(recordedRun('rejected'), canvas.paint);

  t.regex(outcome ?? '', /^01K9ZQ8V4T3M5N7P9R1S2W6005 {2}rejected +2\.2\d s {2}expected a photo that is decoded/);
  t.regex(times ?? '', /^ {2}ResizePhoto 2\.0\d s$/);
});
