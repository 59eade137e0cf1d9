import test from 'ava';
import {type Answer, faultIn, parseFailure} from '../../../operate/redrive/failure-objects.ts';

const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:myblog-SendMail-1';
const event = {Records: [{eventName: 'INSERT'}]};
const streamed = {
  requestContext: {
    requestId: '316aa6d0-8154-4f4e-9af7-85d5f4a6bc81',
    functionArn,
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 9,
  },
  responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
  version: '1.0',
  timestamp: '2026-03-01T09:30:00.000Z',
  DDBStreamBatchInfo: {shardId: 'shardId-1', batchSize: 1},
  payload: JSON.stringify(event),
};
const unawaited = {
  version: '1.0',
  timestamp: '2026-03-01T09:30:00.000Z',
  requestContext: {requestId: '1', functionArn: `${functionArn}:$LATEST`, condition: 'RetriesExhausted'},
  requestPayload: event,
  responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
  responsePayload: {errorMessage: 'Task timed out'},
};
const call = {functionName: 'myblog-SendMail-1', payload: JSON.stringify(event), isScheduled: false};

const parsed = test.macro({
  exec: (t, record: unknown, expected: ReturnType<typeof parseFailure>) => {
    t.deepEqual(parseFailure(typeof record === 'string' ? record : JSON.stringify(record)), expected);
  },
  title: (what) => `the bucket of failures: ${what}`,
});

test("a stream's records are a call, the event as text", parsed, streamed, call);
test("a stream's records are a call, the event as a document", parsed, {...streamed, payload: event}, call);
test('what nobody waited for is a call, of whichever version', parsed, unawaited, call);
test(
  "a schedule's call is known as one",
  parsed,
  {...unawaited, requestPayload: {source: 'aws.scheduler'}},
  {...call, payload: '{"source":"aws.scheduler"}', isScheduled: true},
);
test('a record without its event is no call', parsed, {...streamed, payload: undefined}, undefined);
test('an event that is cut off is no call', parsed, {...streamed, payload: '{"Records":'}, undefined);
test('a record without its function is no call', parsed, {payload: '{}'}, undefined);
test('anything else is no call', parsed, 'hello', undefined);

const fault = test.macro({
  exec: (t, answer: Answer, expected: string | undefined) => {
    t.is(faultIn(answer), expected);
  },
  title: (_, {functionError = '', payload}: Answer) => `a call that answers ${payload} ${functionError}`.trim(),
});

test(fault, {payload: '{"batchItemFailures":[]}'}, undefined);
test(fault, {payload: 'null'}, undefined);
test(fault, {payload: ''}, undefined);
test(
  fault,
  {payload: '{"batchItemFailures":[{"itemIdentifier":"1"}]}'},
  '1 of its records failed again; the reason is in the log of the function',
);
test(fault, {functionError: 'Unhandled', payload: '{"errorMessage":"no such table"}'}, 'no such table');
test(fault, {functionError: 'Unhandled', payload: ''}, 'Unhandled');
