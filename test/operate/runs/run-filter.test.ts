import test from 'ava';
import {matches, mayMatch, notBefore, parsePhoto, parseStatuses, pinned} from '../../../operate/runs/run-filter.ts';
import {UserError} from '../../../operate/user-error.ts';
import {recordedRun} from './histories.ts';

const ready = recordedRun('ready');
const rejected = recordedRun('rejected');

test('a photo is named by its id or the beginning of it, in any case', (t) => {
  for (const photo of ['01K9ZQ8V4T3M5N7P9R1S2W6001', '01K9ZQ8V4T3M5N7P9R1S2W600', '01k9', '0'])
    t.true(matches({photo: parsePhoto(photo), statuses: []}, ready), photo);
  t.false(matches({photo: '01K9ZQ8V4T3M5N7P9R1S2W6002', statuses: []}, ready));
  t.false(matches({photo: '0', statuses: []}, {...ready, photo: undefined} as never));
});

test('what is no beginning of an id is refused in a sentence', (t) => {
  for (const photo of ['', '9K', '01K9I', 'my photo', '01K9ZQ8V4T3M5N7P9R1S2W60012'])
    t.throws(() => parsePhoto(photo), {
      instanceOf: UserError,
      message: `expected a photo's id or its beginning, such as 01K9ZQ8V4T, got '${photo}', at --photo`,
    });
});

test('statuses are given one by one or with commas', (t) => {
  t.deepEqual(parseStatuses(['ready,rejected', 'Timed-Out']), ['ready', 'rejected', 'timed out']);
  t.throws(() => parseStatuses(['ready,done']), {
    instanceOf: UserError,
    message:
      "expected one of running, ready, rejected, duplicate, superseded, removed, sent, withdrawn, failed, timed-out, aborted, ended, got 'done', at --status",
  });
});

test('a run matches one of the statuses, or any if there is none', (t) => {
  t.true(matches({statuses: []}, rejected));
  t.true(matches({statuses: ['failed', 'rejected']}, rejected));
  t.false(matches({statuses: ['failed', 'ready']}, rejected));
});

test('only a run that may match is read', (t) => {
  t.true(mayMatch({statuses: ['rejected']}, {status: 'SUCCEEDED'}));
  t.false(mayMatch({statuses: ['rejected']}, {status: 'RUNNING'}));
  t.true(mayMatch({statuses: ['failed', 'timed out']}, {status: 'TIMED_OUT'}));
  t.true(mayMatch({statuses: []}, {status: 'ABORTED'}));
  t.true(mayMatch({statuses: ['ready']}, {}));
});

test('no run is older than the ticket of its photo, whose time the id begins with', (t) => {
  t.is(notBefore({photo: '01ARYZ6S41TSV4RRFFQ69G5FAV', statuses: []}).getTime(), 1_469_918_176_385 - 60_000);
  t.true(notBefore({photo: '01ARYZ', statuses: []}) <= notBefore({photo: '01ARYZ6S41', statuses: []}));
  t.is(notBefore({statuses: []}).getTime(), 0);
});

test('the beginning of an id stands for the one photo that was found, and is refused if it is of several', (t) => {
  const filter = {photo: '01K9ZQ', statuses: []};

  t.is(pinned(filter, [ready, ready]).photo, ready.photo);
  t.is(pinned(filter, []).photo, '01K9ZQ');
  t.throws(() => pinned(filter, [ready, rejected]), {
    instanceOf: UserError,
    message: `expected the beginning of one photo's id, got '01K9ZQ', with which 2 begin: ${ready.photo}, ${rejected.photo}, at --photo`,
  });
});
