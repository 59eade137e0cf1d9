import test from 'ava';
import {photosMachine} from './asl.ts';
import {coverageOf} from './coverage.ts';
import {startInterpreter} from './interpreter.ts';
import {calledBy, stateOf, tasksOf} from './machine.ts';
import {faultsOf} from './photo-faults.ts';
import {reportOf} from './report.ts';
import {photosWorkflow} from './workflows.ts';

const interpreter = startInterpreter();
test.after.always(() => interpreter.stop());

// LostPhoto also looks at what the run already knows, so that some of its branches follow only some of the ways to it.
const closed: Readonly<Record<string, string>> = {
  'RejectPhoto.Catch[0] LookUpPhoto.Next LostPhoto.Choices[1]': 'what was refused once is not made again',
  'RecordPhoto.Catch[0] LookUpPhoto.Next LostPhoto.Choices[2]': 'what was lost once or twice is made again',
  'ReclaimPhoto.Catch[0] LookUpPhoto.Next LostPhoto.Choices[2]': 'what was lost once or twice is made again',
};

test('runs go every path, branch, Retry and Catch of the workflow, and every one goes as the document says', async (t) => {
  const coverage = await coverageOf(interpreter, photosWorkflow);

  t.log(reportOf(coverage).join('\n'));
  t.deepEqual(
    coverage.counts.filter(({total}) => total === 0).map(({kind}) => kind),
    [],
  );
  t.deepEqual(
    coverage.counts.flatMap(({kind, missing}) => missing.map((name) => `${kind}: ${name}`)),
    [],
  );
  t.deepEqual([...coverage.impossible.keys()].sort(), Object.keys(closed).sort());
  t.deepEqual(coverage.flaws, []);
});

test('every error that a task names is one that what it calls can have', (t) => {
  const tasks = tasksOf(photosMachine);
  t.true(tasks.length >= 6);

  for (const [name, task] of tasks) {
    const {transient = [], killed = [], lost = []} = faultsOf[calledBy(task)] ?? {};
    const known = [...transient, ...killed, ...lost, 'States.ALL'];
    const named = [...(task.Retry ?? []), ...(task.Catch ?? [])].flatMap(({ErrorEquals}) => ErrorEquals);
    t.deepEqual(
      named.filter((error) => !known.includes(error)),
      [],
      name,
    );
  }
});

// AWS evaluates an Assign as a whole, the interpreter one variable after the other.
test('no Assign reads a variable that it sets itself', (t) => {
  for (const name of Object.keys(photosMachine.States)) {
    const {Assign, Catch = [], Choices = []} = stateOf(photosMachine, name);
    for (const assign of [Assign, ...Catch.map((one) => one.Assign), ...Choices.map((one) => one.Assign)])
      for (const [variable, expression] of Object.entries(assign ?? {}))
        for (const other of Object.keys(assign ?? {}).filter((one) => one !== variable))
          t.notRegex(JSON.stringify(expression), new RegExp(`\\$${other}\\b`), `${name}: ${variable} reads ${other}`);
  }
});

// The interpreter gives a Succeed state's input as its output.
test('no Succeed state has an Output', (t) => {
  for (const [name, state] of Object.entries(photosMachine.States))
    if (state.Type === 'Succeed') t.false('Output' in state, name);
});
