import {readFileSync} from 'node:fs';
import test from 'ava';
import {
  attemptsAllowed,
  type Definition,
  parseDefinition,
  progressOf,
  usualWay,
} from '../../../operate/runs/run-definition.ts';
import {recordedRun} from './histories.ts';

const retry = [
  {ErrorEquals: ['Lambda.TooManyRequestsException'], MaxAttempts: 20},
  {ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException']},
];

const definition: Definition = {
  StartAt: 'NewPhoto',
  States: {
    NewPhoto: {Choices: [{Next: 'ClaimPhoto'}], Default: 'ResizePhoto'},
    ClaimPhoto: {Next: 'ValidatePhoto'},
    ValidatePhoto: {Next: 'ValidPhoto', Retry: retry},
    ValidPhoto: {Choices: [{Next: 'RejectPhoto'}], Default: 'ResizePhoto'},
    ResizePhoto: {Next: 'RecordPhoto', Retry: [{ErrorEquals: ['States.ALL'], MaxAttempts: 1}]},
    RecordPhoto: {},
    RejectPhoto: {},
    LookUpPhoto: {Next: 'LostPhoto'},
    LostPhoto: {Choices: [{Next: 'LookUpPhoto'}, {Next: 'RejectPhoto'}], Default: 'SupersededPhoto'},
    SupersededPhoto: {},
  },
};

test('the usual way goes along Next, and at a Choice past what cuts a run short', (t) => {
  t.deepEqual(usualWay(definition, 'NewPhoto'), [
    'NewPhoto',
    'ClaimPhoto',
    'ValidatePhoto',
    'ValidPhoto',
    'ResizePhoto',
    'RecordPhoto',
  ]);
  t.deepEqual(usualWay(definition, 'RejectPhoto'), ['RejectPhoto']);
  t.deepEqual(usualWay(definition, 'a state of an older workflow'), []);
});

test('a way that leads back is gone once', (t) => {
  t.deepEqual(usualWay(definition, 'LookUpPhoto').slice(0, 2), ['LookUpPhoto', 'LostPhoto']);
  t.is(usualWay(definition, 'LookUpPhoto').length, 3);
});

test('the usual way of the workflow is the one that ends with a ready photo', (t) => {
  const document = readFileSync(new URL('../../../statemachines/photos.asl.json', import.meta.url), 'utf8');
  const ours = parseDefinition(document);
  const way = usualWay(ours, ours.StartAt);

  t.true(['ClaimPhoto', 'ValidatePhoto', 'ResizePhoto', 'RecordPhoto'].every((name) => way.includes(name)));
  t.is(way.at(-1), 'AnnouncePhoto');
});

test('progress is what is done, of that and what is usually left from there', (t) => {
  t.deepEqual(progressOf(recordedRun('ready', 1), definition), {done: 0, of: 6});
  t.deepEqual(progressOf(recordedRun('ready', 2), definition), {done: 0, of: 5});
  t.deepEqual(progressOf(recordedRun('ready', 5), definition), {done: 1, of: 5});
  t.deepEqual(progressOf(recordedRun('throttled'), definition), {done: 3, of: 5});
  t.deepEqual(progressOf(recordedRun('ready'), definition), {done: 7, of: 7});
});

test('how often a state is tried follows from the error', (t) => {
  t.is(attemptsAllowed(definition, 'ValidatePhoto', 'Lambda.TooManyRequestsException'), 21);
  t.is(attemptsAllowed(definition, 'ValidatePhoto', 'Lambda.SdkClientException'), 4);
  t.is(attemptsAllowed(definition, 'ValidatePhoto', 'Sandbox.Timedout'), 1);
  t.is(attemptsAllowed(definition, 'ResizePhoto', 'Sandbox.Timedout'), 2);
  t.is(attemptsAllowed(definition, 'no such state', 'Sandbox.Timedout'), 1);
});
