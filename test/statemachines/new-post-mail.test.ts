import test from 'ava';
import {type Result, startInterpreter, type Visit} from './interpreter.ts';
import {answered, entered, input, page, postMailRun, told} from './post-mail-services.ts';
import {postMailsWorkflow} from './workflows.ts';

const interpreter = startInterpreter();
test.after.always(() => interpreter.stop());

const runWith = async (...visits: readonly Visit[]): Promise<Result> => {
  const [result] = await interpreter.run(postMailsWorkflow.machine, [postMailRun(visits)]);
  if (!result) throw new Error('expected a result of the interpreter, got none');
  return result;
};

test('page follows page, each told how far the one before came, until every subscriber was mailed', async (t) => {
  const pages = [page({after: 'b', sent: 2}), page({after: 'd', sent: 4}), page({after: 'e', sent: 5, status: 'sent'})];

  const result = await runWith(...pages.map(answered));

  t.is(result.status, 'SUCCEEDED');
  t.deepEqual(told(result), [input, ...pages.slice(0, 2)]);
  t.false(entered(result).includes('RestPostMails'));
  t.is(entered(result).at(-1), 'EndedPostMails');
});

test('a page that asks for a rest gets it, and the next one is told the same', async (t) => {
  const rest = page({after: 'b', sent: 2, waitSeconds: 1});

  const result = await runWith(answered(rest), answered(page({sent: 3, status: 'sent'})));

  t.deepEqual(entered(result), [
    'SendPostMails',
    'MorePostMails',
    'RestPostMails',
    'SendPostMails',
    'MorePostMails',
    'EndedPostMails',
  ]);
  t.deepEqual(told(result)[1], rest);
});

test('a post that was withdrawn ends its run', async (t) => {
  const result = await runWith(answered(page({status: 'withdrawn', waitSeconds: 86_400})));

  t.is(result.status, 'SUCCEEDED');
  t.is(result.calls.length, 1);
});

for (const error of [
  'Sandbox.Timedout',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Lambda.TooManyRequestsException',
  'States.Timeout',
])
  test(`after ${error} the same page is sent again`, async (t) => {
    const result = await runWith({errors: [error, error], ...answered(page({status: 'sent'}))});

    t.is(result.status, 'SUCCEEDED');
    t.deepEqual(told(result), [input, input, input]);
  });

test('any other error ends the run as failed, with its name', async (t) => {
  const result = await runWith({errors: ['ZodError'], always: true});

  t.like(result, {status: 'FAILED', error: 'ZodError'});
  t.is(result.calls.length, 1);
});
