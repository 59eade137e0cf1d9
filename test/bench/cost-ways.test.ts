import test from 'ava';
import {onceWay, type PhotoFacts, statesOnTheWay} from '../../bench/cost-ways.ts';

const facts: PhotoFacts = {
  thumbnails: 8,
  cpuMs: {validate: 20, once: 700, apart: 2400},
  logBytes: {perState: {standard: 1000, express: 3000}, perCall: 500},
  recordBytes: 1700,
};

const lambda = 'arn:aws:states:::lambda:invoke';
const machine = {
  StartAt: 'NewPhoto',
  States: {
    NewPhoto: {Type: 'Choice'},
    ClaimPhoto: {Type: 'Task', Resource: 'arn:aws:states:::dynamodb:updateItem', Next: 'ValidatePhoto'},
    ValidatePhoto: {Type: 'Task', Resource: lambda, Next: 'ResizePhoto'},
    ResizePhoto: {Type: 'Task', Resource: lambda, Next: 'AnnouncePhoto'},
    AnnouncePhoto: {Type: 'Task', Resource: 'arn:aws:states:::sns:publish'},
    FailedPhoto: {Type: 'Fail'},
  },
};

test('a photo enters the states of its way, and each Choice goes where it is said to', (t) => {
  const states = statesOnTheWay(machine, {NewPhoto: 'ClaimPhoto'});

  t.deepEqual(
    states.map(({name}) => name),
    ['NewPhoto', 'ClaimPhoto', 'ValidatePhoto', 'ResizePhoto', 'AnnouncePhoto'],
  );
  t.throws(() => statesOnTheWay(machine, {}), {message: /the Choice NewPhoto/});
});

test('a way that never ends, or leads to a state that is not there, is an error', (t) => {
  const states = {Again: {Type: 'Task', Next: 'Again'}, Away: {Type: 'Task', Next: 'Nowhere'}};

  t.throws(() => statesOnTheWay({StartAt: 'Again', States: states}, {}), {message: /to an end/});
  t.throws(() => statesOnTheWay({StartAt: 'Away', States: states}, {}), {message: /→ Nowhere/});
});

test('a function that the model does not know is an error', (t) => {
  const unknown = [{Type: 'Task', Resource: lambda, name: 'DescribePhoto'}];

  t.throws(() => onceWay(unknown, facts), {message: /DescribePhoto/});
});
