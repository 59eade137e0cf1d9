import {PassThrough} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import type {Definition} from '../../../operate/runs/run-definition.ts';
import type {Paint} from '../../../operate/runs/run-lines.ts';
import {barScreen, lineScreen} from '../../../operate/runs/run-screen.ts';
import {recordedRun} from './histories.ts';

const plain: Paint = (_, text) => text;
const definition: Definition = {StartAt: 'ResizePhoto', States: {ResizePhoto: {}}};

test('lines tell each state and the end once, however often a run is shown', (t) => {
  const lines: string[] = [];
  const screen = lineScreen((line) => lines.push(line), plain);
  const underWay = recordedRun('ready', 7);

  for (const run of [underWay, underWay, recordedRun('ready')]) screen.show([run], definition);
  screen.say('a sentence');

  t.is(lines.filter((line) => line.includes('ClaimPhoto')).length, 1);
  t.is(lines.filter((line) => / ready /.test(line)).length, 1);
  t.is(lines.length, 7 + 1 + 1);
});

/** A terminal of which all that was ever written is known, and what stands on it now. */
const terminal = () => {
  const stream = Object.assign(new PassThrough(), {columns: 100, rows: 24, isTTY: true});
  const written: string[] = [];
  stream.on('data', (bytes) => written.push(String(bytes)));
  const all = () => written.join('');
  // What the last frame left: everything after the last line that was erased.
  const lastFrame = () => stripVTControlCharacters(all().split('\u001B[2K').at(-1) ?? '');
  return {stream: stream as unknown as NodeJS.WriteStream, all, lastFrame};
};

test('bars are drawn in place, and what ended or was said stays above them', (t) => {
  const {stream, all, lastFrame} = terminal();
  const screen = barScreen(stream, plain);
  t.teardown(screen.end);

  screen.show([recordedRun('throttled')], definition);
  screen.say('the workflow was deployed anew');
  screen.show([recordedRun('throttled'), recordedRun('ready')], definition);

  const lines = lastFrame().trim().split('\n');
  t.regex(lines[0] ?? '', /^01K9ZQ8V4T3M5N7P9R1S2W6001 {2}ready .+ s$/);
  t.regex(lines.at(-1) ?? '', /^01K9ZQ8V4T3M5N7P9R1S2W6X8Y {2}█+░+ +3\/4 {2}ResizePhoto/);
  t.is(lines.filter((line) => line.includes('░')).length, 1);
  t.false(lines.slice(1).some((line) => line.startsWith('01K9ZQ8V4T3M5N7P9R1S2W6001')));
  t.is(all().split('the workflow was deployed anew\n').length, 2);
});

test('at the end the bars are gone and nothing is drawn any more', (t) => {
  const {stream, all, lastFrame} = terminal();
  const screen = barScreen(stream, plain);
  screen.show([recordedRun('throttled')], definition);
  screen.end();
  const before = all();
  screen.end();

  t.is(lastFrame().trim(), '');
  t.is(all(), before);
});
