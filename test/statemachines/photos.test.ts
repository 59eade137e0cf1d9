import test from 'ava';
import {lookedAfterAt, undisturbedAt} from '../../src/domain/photo-runs.ts';
import {endsRun, photosMachine as machine, type State, photosText as text} from './asl.ts';
import {tasksOf} from './machine.ts';

const states = Object.entries(machine.States);
const tasks = tasksOf(machine);
const calling = (call: string) => tasks.filter(([, {Resource}]) => Resource?.includes(`:::${call}`));

const nextOf = ({Next, Default, Choices = [], Catch = []}: State): string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((catcher) => catcher.Next)].filter(
    (name) => name !== undefined,
  );

const reachedFrom = (name: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of nextOf(machine.States[name] ?? {Type: 'Fail'})) reachedFrom(next, seen);
  return seen;
};

test('the machine has states and tasks, speaks JSONata and ends within an hour', (t) => {
  t.true(states.length >= 10 && tasks.length >= 6);
  t.like(machine, {QueryLanguage: 'JSONata', TimeoutSeconds: 3600});
});

test('exactly the five substitutions of the template are named, each where it is used', (t) => {
  const used = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);

  t.deepEqual([...new Set(used)].sort(), [
    'ChangedPhotosTopicArn',
    'PhotosTableName',
    'RemovePhotoFunctionArn',
    'ResizePhotoFunctionArn',
    'ValidatePhotoFunctionArn',
  ]);
});

test('every state is reachable, leads only to states that exist, and can end', (t) => {
  const reached = reachedFrom(machine.StartAt);

  t.deepEqual([...reached].sort(), states.map(([name]) => name).sort());
  for (const [name] of states)
    t.true(
      [...reachedFrom(name)].some((end) => endsRun(machine.States[end] ?? {Type: 'Task'})),
      name,
    );
});

test('every state says on the console what it is for', (t) => {
  t.deepEqual(
    states.filter(([, {Comment}]) => !Comment).map(([name]) => name),
    [],
  );
});

test('every task has a time limit shorter than the machine’s', (t) => {
  for (const [name, {TimeoutSeconds = 0}] of tasks)
    t.true(TimeoutSeconds > 0 && TimeoutSeconds < machine.TimeoutSeconds, name);
});

test('every task is tried again on named errors only, ever later, at random times', (t) => {
  for (const [name, {Retry = []}] of tasks) {
    t.true(Retry.length > 0, name);
    for (const retrier of Retry) {
      t.false(
        retrier.ErrorEquals.some((error) => ['States.ALL', 'States.TaskFailed'].includes(error)),
        name,
      );
      t.true(
        (retrier.MaxAttempts ?? 0) >= 3 && (retrier.BackoffRate ?? 0) > 1 && (retrier.MaxDelaySeconds ?? 0) > 0,
        name,
      );
      t.is(retrier.JitterStrategy, 'FULL', name);
    }
  }
});

test('the last catcher of every task catches all that is left', (t) => {
  for (const [name, {Catch = []}] of tasks) t.deepEqual(Catch.at(-1)?.ErrorEquals, ['States.ALL'], name);
});

test('no task is tried again on an error that it catches by name', (t) => {
  for (const [name, {Retry = [], Catch = []}] of tasks) {
    const caught = Catch.flatMap(({ErrorEquals}) => ErrorEquals);
    t.deepEqual(
      Retry.flatMap(({ErrorEquals}) => ErrorEquals).filter((error) => caught.includes(error)),
      [],
      name,
    );
  }
});

test('a function is called by the state of its name and waits out a lack of capacity', (t) => {
  t.is(calling('lambda').length, 3);
  for (const [name, {Arguments, Retry = []}] of calling('lambda')) {
    t.is(Arguments?.FunctionName, `\${${name}FunctionArn}`);
    const waits = Retry.find(({ErrorEquals}) => ErrorEquals.includes('Lambda.TooManyRequestsException'));
    t.true((waits?.MaxAttempts ?? 0) >= 10);
  }
});

test('a photo that kills its decoder is rejected; removing files is tried again', (t) => {
  for (const [name, {Retry = [], Catch = []}] of calling('lambda')) {
    const again = Retry.flatMap(({ErrorEquals}) => ErrorEquals);
    if (name === 'RemovePhoto') {
      for (const death of ['Sandbox.Timedout', 'States.Timeout']) t.true(again.includes(death), death);
      continue;
    }
    for (const death of [
      'Sandbox.Timedout',
      'States.Timeout',
      'Lambda.Unknown',
      'Runtime.ExitError',
      'Runtime.OutOfMemory',
    ])
      t.is(Catch.find(({ErrorEquals}) => ErrorEquals.includes(death))?.Next, 'RejectPhoto', death);
  }
});

test('every write to the record has a condition, and its failure ends the run or is looked into', (t) => {
  const writes = calling('dynamodb:updateItem');
  t.is(writes.length, 5);
  for (const [name, {Arguments, Catch = []}] of writes) {
    t.truthy(Arguments?.ConditionExpression, name);
    const refused = Catch.find(({ErrorEquals}) =>
      ErrorEquals.some((error) => /ConditionalCheckFailed|ALL/.test(error)),
    );
    t.true(refused?.Next === 'LookUpPhoto' || endsRun(machine.States[refused?.Next ?? ''] ?? {Type: 'Task'}), name);
  }
});

test('what a run wrote for its photo is looked up consistently', (t) => {
  const [[, {Arguments}] = ['', {} as State]] = calling('dynamodb:getItem');

  t.like(Arguments, {ConsistentRead: true});
});

test('no expression reads a substitution, which has a value only after the deploy', (t) => {
  t.notRegex(text, /\{%[^"]*\$\{/);
});

/** What the document adds to now in a state's `dueAt`, in milliseconds. */
const dueAfter = (name: string): number =>
  Number(/\$millis\(\) \+ (\d+)\)/.exec(JSON.stringify(machine.States[name]?.Arguments))?.[1]);

test('the document and the code mean the same times', (t) => {
  const now = new Date('2026-03-01T12:00:00.000Z');
  const after = (moment: string): number => Date.parse(moment) - now.getTime();

  for (const name of ['ClaimPhoto', 'ReclaimPhoto']) t.is(dueAfter(name), after(lookedAfterAt(now)), name);
  for (const name of ['RejectPhoto', 'FailPhoto']) t.is(dueAfter(name), after(undisturbedAt(now)), name);
});
