import test from 'ava';
import {outcomeOf} from '../../../operate/invoke/invocation-outcome.ts';

const report = 'REPORT RequestId: 1\tInit Duration: 0.05 ms\tDuration: 134.60 ms\tBilled Duration: 135 ms\n';
const logged = '2026-03-01T09:30:00.000Z\t1\tINFO\t{"level":"error","error":"Error: no such table\\n    at x.mjs:1"}\n';

const printed = (result: unknown, stderr = report, code = 0) => ({code, stdout: `${JSON.stringify(result)}\n`, stderr});

const outcome = test.macro({
  exec: (t, [result, answer]: readonly [unknown, {Status: string; Reason?: string}?], ok: boolean, says: string) => {
    t.deepEqual(outcomeOf(printed(result, logged + report), answer), {ok, says, durationMs: 134.6});
  },
  title: (_, __, ok, says) => `an invocation that says '${says}' is ${ok ? 'ok' : 'a failure'}`,
});

test(outcome, [{statusCode: 200, body: '{}'}], true, '200');
test(outcome, [{statusCode: 404, body: '{}'}], true, '404');
test(outcome, [{statusCode: 500, body: '{}'}], false, '500: Error: no such table');
test(outcome, [{errorMessage: 'Unauthorized', errorType: 'Error'}], false, 'Unauthorized');
test(outcome, [{batchItemFailures: []}], true, 'done');
test(outcome, [{batchItemFailures: [{itemIdentifier: '1'}]}], false, '1 failed: Error: no such table');
test(outcome, [{refused: 'photo-replaced'}], true, 'refused: photo-replaced');
test(outcome, [{policyDocument: {Statement: [{Effect: 'Allow'}]}}], true, 'Allow');
test(outcome, [null, {Status: 'SUCCESS'}], true, 'SUCCESS');
test(outcome, [null, {Status: 'FAILED', Reason: 'no bucket'}], false, 'FAILED: no bucket');
test(outcome, [null, {Status: 'no answer'}], false, 'no answer');

test('what a function logs to its output does not hide its answer', (t) => {
  t.is(outcomeOf({code: 0, stdout: 'hello\n{"statusCode": 204}\n', stderr: report}).says, '204');
});

test('where SAM itself fails, its last line says why', (t) => {
  t.deepEqual(outcomeOf({code: 1, stdout: '', stderr: 'Invoking\nError: ReadPost not found in template\n'}), {
    ok: false,
    says: 'Error: ReadPost not found in template',
  });
});
