import test from 'ava';
import {coverageOf} from './coverage.ts';
import {startInterpreter} from './interpreter.ts';
import {stateOf} from './machine.ts';
import {noticed} from './noticed.ts';
import {passing, sendPostMails} from './post-mail-services.ts';
import {reportOf} from './report.ts';
import {sabotagesOf} from './sabotages.ts';
import {postMailsWorkflow} from './workflows.ts';

const {machine, keepPromises} = postMailsWorkflow;
const interpreter = startInterpreter();
test.after.always(() => interpreter.stop());

test('runs go every path, branch, Retry and Catch of the new-post mails, and every one goes as the document says', async (t) => {
  const coverage = await coverageOf(interpreter, postMailsWorkflow);

  t.log(reportOf(coverage).join('\n'));
  t.deepEqual(
    coverage.counts.filter(({total}) => total === 0).map(({kind}) => kind),
    [],
  );
  t.deepEqual(
    coverage.counts.flatMap(({kind, missing}) => missing.map((name) => `${kind}: ${name}`)),
    [],
  );
  t.deepEqual([...coverage.impossible.keys()], []);
  t.deepEqual(coverage.flaws, []);
});

test('whatever a page meets once or for ever, no page is left out, and none is sent on without the one before', async (t) => {
  const {runs, broken} = await keepPromises(interpreter, machine);

  t.log(`${runs} runs`);
  t.true(runs > 100);
  t.deepEqual(broken, []);
});

test('the errors that are tried again are those that a page can have and that pass', (t) => {
  const {Retry = [], Arguments} = stateOf(machine, 'SendPostMails');

  t.is(Arguments?.FunctionName, `\${${sendPostMails}}`);
  t.deepEqual(Retry.flatMap(({ErrorEquals}) => ErrorEquals).toSorted(), passing.toSorted());
});

const sabotages = Map.groupBy(sabotagesOf(machine), ({kind}) => kind);

test('the new-post mails can be broken in all the ways that matter', (t) => {
  t.deepEqual([...sabotages.keys()].toSorted(), [
    'a Catch has a wrong error',
    'a Catch is missing',
    'a Catch leads elsewhere',
    'a Retry has a wrong error',
    'a Retry is missing',
    'a condition is broken',
    'a variable is not assigned',
  ]);
});

/** One of each kind; `node test/statemachines/paths.ts` tries all. */
for (const [kind, all] of sabotages)
  test(`it is noticed when ${kind}`, async (t) => {
    const sabotage = all[Math.floor(all.length / 2)];
    const signs = sabotage ? await noticed(interpreter, postMailsWorkflow, sabotage) : [];

    t.log(`${sabotage?.name} → ${signs[0]}`);
    t.true(signs.length > 0, sabotage?.name);
  });
