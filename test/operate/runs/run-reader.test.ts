import test from 'ava';
import {historyRuns} from '../../../operate/runs/run-reader.ts';
import {fakeStepFunctions, sdkError} from './step-functions.ts';

const photosAndStatuses = (runs: readonly {photo?: string; status: string}[]) =>
  runs.map(({photo, status}) => `${photo} ${status}`);

test('news are the runs under way, each time, and the end of each, once', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  aws.end(aws.start('before'));
  const first = aws.start('first');
  await source.mark();

  t.deepEqual(photosAndStatuses(await source.news()), ['first running']);
  const second = aws.start('second');
  t.deepEqual(photosAndStatuses(await source.news()), ['first running', 'second running']);
  aws.end(first);
  t.deepEqual(photosAndStatuses(await source.news()), ['first ready', 'second running']);
  aws.end(second, 'FAILED');
  t.deepEqual(photosAndStatuses(await source.news()), ['second failed']);
  t.deepEqual(await source.news(), []);
});

test('a run that started and ended between two looks is news', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  aws.end(aws.start('before'));
  await source.mark();
  aws.end(aws.start('quick'));

  t.deepEqual(photosAndStatuses(await source.news()), ['quick ready']);
});

test('a run that ends while a watch begins is told, and a list that is behind brings none back', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  const [ending, ended] = [aws.start('ending'), aws.start('ended')];
  aws.end(ended);
  aws.end(aws.start('newest'));
  aws.beforeLists(
    () => {},
    () => {
      aws.end(ending);
      aws.end(ended, 'RUNNING');
    },
    () => aws.end(ended),
  );
  await source.mark();

  t.deepEqual(photosAndStatuses(await source.news()), ['ending ready']);
});

test('three hundred runs that start at once are all seen, and so is one that is older than all of them', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  const old = aws.start('old');
  for (let count = 0; count < 150; count += 1) aws.end(aws.start(`before ${count}`));
  await source.mark();
  const names = Array.from({length: 300}, (_, count) => aws.start(`photo ${count}`));

  t.is((await source.news()).length, 301);
  for (const name of [old, ...names]) aws.end(name);
  const ended = await source.news();
  t.is(ended.length, 301);
  t.true(ended.every(({status}) => status === 'ready'));
  t.is(ended[0]?.photo, 'old');
});

test('of a workflow that is new everything is news', async (t) => {
  const aws = fakeStepFunctions();
  aws.end(aws.start('before'));

  t.deepEqual(photosAndStatuses(await historyRuns(aws.workflow).news()), ['before ready']);
});

test('what could not be read is told the next time', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  await source.mark();
  aws.end(aws.start('first'));
  aws.end(aws.start('second'));
  aws.failOnce(sdkError('ThrottlingException'));

  await t.throwsAsync(source.news(), {message: 'ThrottlingException'});
  t.is((await source.news()).length, 2);
});

test('a run whose history is gone with its workflow is passed over', async (t) => {
  const aws = fakeStepFunctions();
  const source = historyRuns(aws.workflow);
  await source.mark();
  aws.start('first');
  await source.news();
  aws.forget();

  t.deepEqual(await source.news(), []);
});
