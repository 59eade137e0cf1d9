// How AWS says that a mapping behaves: each case names the page that says so.
import test from 'ava';
import {parseFailure} from '../../operate/redrive/failure-objects.ts';
import {mailMapping, parseMapping} from '../../prove/deliveries/mapping-settings.ts';
import {discardedObject, play} from '../../prove/deliveries/play-case.ts';
import {type RecordedCase, recordedCases} from '../../prove/deliveries/recorded-cases.ts';

const isKept = test.macro({
  exec: async (t, one: RecordedCase) => {
    const {calls, discarded = []} = one;

    t.deepEqual(await play(one), {calls, discarded}, one.page);
  },
  title: (_, {rule}: RecordedCase) => `the dispatcher keeps: ${rule}`,
});

for (const one of recordedCases) test(isKept, one);

test('the settings are those of the template, as they are required', (t) => {
  t.like(mailMapping, {
    ...{startingPosition: 'TRIM_HORIZON', batchSize: 25, reportsItemFailures: true, bisects: true},
    ...{maxRetries: 8, maxAgeSeconds: 43_200, hasDestination: true},
  });
});

test('a setting that the dispatcher does not know is refused', (t) => {
  t.throws(() => parseMapping({...{StartingPosition: 'LATEST', BatchSize: 1}, TumblingWindowInSeconds: 3}), {
    message: /TumblingWindowInSeconds/,
  });
});

test('what is given up lies whole in the bucket, under the name that Lambda gives it, as redrive reads it', (t) => {
  const {key, text, records} = discardedObject();

  // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
  t.regex(key, /^aws\/lambda\/[0-9a-f-]{36}\/shardId-1\/2026\/03\/01\/2026-03-01T09\.30\.05-[0-9a-f-]{36}$/);
  t.like(JSON.parse(text), {
    requestContext: {condition: 'RetryAttemptsExhausted', approximateInvokeCount: 9},
    DDBStreamBatchInfo: {batchSize: 2, startSequenceNumber: '197', endSequenceNumber: '198'},
  });
  t.deepEqual(JSON.parse(parseFailure(text)?.payload ?? ''), {Records: records});
});
