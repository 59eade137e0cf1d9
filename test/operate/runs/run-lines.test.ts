import test from 'ava';
import {statesDone} from '../../../operate/runs/run-history.ts';
import {newsLines, type Paint, runLines} from '../../../operate/runs/run-lines.ts';
import {recordedRun} from './histories.ts';

const plain: Paint = (_, text) => text;

test('a run is shown state by state, aligned, with attempts and faults', (t) => {
  t.deepEqual(runLines(recordedRun('throttled'), plain), [
    '01K9ZQ8V4T3M5N7P9R1S2W6X8Y  running               2026-03-01 09:30:00  run 7f0c',
    '  ClaimPhoto          0.09 s',
    '  ValidatePhoto       3.50 s  3 attempts  Lambda.SdkClientException: Unable to execute HTTP request',
    '  ValidPhoto          0.00 s',
    '  ResizePhoto',
  ]);
});

test('a run that made no photo ends with the reason', (t) => {
  t.regex(
    runLines(recordedRun('rejected'), plain).at(-1) ?? '',
    /^ {2}expected a photo that is decoded within seconds/,
  );
});

test('a long reason is cut', (t) => {
  const lines = runLines(recordedRun('failed'), plain);

  t.true(lines.every((line) => line.length <= 260));
  t.regex(lines.at(-1) ?? '', /…$/);
});

test('colours go where they are wanted and nowhere else', (t) => {
  const painted = runLines(recordedRun('ready'), (style, text) => `<${style}>${text}`);

  t.regex(painted[0] ?? '', /^<bold>01K9ZQ8V4T3M5N7P9R1S2W6001 {2}<green>ready/);
});

test('each state is told once, when it is done, and the end once', (t) => {
  const steps = Array.from({length: 40}, (_, count) => recordedRun('ready', count));
  const told: string[] = [];
  let states: ReadonlySet<number> = new Set();

  for (const run of [...steps, recordedRun('ready')]) {
    told.push(...newsLines(run, states, plain));
    states = new Set(statesDone(run).map(({id}) => id));
  }

  t.deepEqual(
    told.map((line) => line.split(/\s+/)[1]),
    [
      'ClaimPhoto',
      'ValidatePhoto',
      'ValidPhoto',
      'ResizePhoto',
      'ResizedPhoto',
      'RecordPhoto',
      'AnnouncePhoto',
      'ready',
    ],
  );
  t.true(told.every((line) => line.startsWith('01K9ZQ8V4T3M5N7P9R1S2W6001  ')));
});
