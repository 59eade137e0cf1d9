import test from 'ava';
import {parseFailure} from '../../../operate/redrive/failure-objects.ts';
import {rewriteFailure} from '../../../operate/subscribers/rewrite-failure.ts';

const isAbout = (value: unknown): boolean => JSON.stringify(value)?.includes('ada@') ?? false;
const record = (name: string) => ({eventName: 'INSERT', dynamodb: {NewImage: {email: {S: `${name}@example.com`}}}});
const requestContext = {functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:send-mail'};
const streamed = (...names: string[]) => ({
  requestContext,
  DDBStreamBatchInfo: {batchSize: names.length},
  payload: JSON.stringify({Records: names.map(record)}),
});

const rewritten = test.macro({
  exec: (t, stored: unknown, expected: unknown) => {
    const outcome = rewriteFailure(typeof stored === 'string' ? stored : JSON.stringify(stored), isAbout);
    t.deepEqual(typeof outcome === 'object' ? JSON.parse(outcome.text) : outcome, expected);
  },
  title: (what) => `the bucket of failures: ${what}`,
});

test('a call about others is left alone', rewritten, streamed('bob', 'eve'), 'unchanged');
test('a call about the person alone is deleted', rewritten, streamed('ada', 'ada'), 'delete');
test('a call about several keeps the others', rewritten, streamed('bob', 'ada', 'eve'), {
  ...streamed('bob', 'ada', 'eve'),
  payload: JSON.stringify({Records: [record('bob'), record('eve')]}),
});
test(
  'a call that nobody waited for keeps the others, without its answer',
  rewritten,
  {requestContext, requestPayload: {Records: [record('ada'), record('bob')]}, responsePayload: {errorMessage: 'ada@'}},
  {requestContext, requestPayload: {Records: [record('bob')]}},
);
test('what is no list of records is for the owner to see', rewritten, {requestPayload: {to: 'ada@'}}, 'unreadable');
test('what is no JSON is for the owner to see', rewritten, 'hello ada@', 'unreadable');
test(
  'what names the person beside its records is for the owner to see',
  rewritten,
  {...streamed('bob'), more: 'ada@'},
  'unreadable',
);

test('a call without the person can still be replayed', (t) => {
  const outcome = rewriteFailure(JSON.stringify(streamed('bob', 'ada')), isAbout);

  const failure = parseFailure(typeof outcome === 'object' ? outcome.text : '');
  t.deepEqual(failure, {
    functionName: 'send-mail',
    payload: JSON.stringify({Records: [record('bob')]}),
    isScheduled: false,
  });
});
