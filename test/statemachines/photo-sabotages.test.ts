import test from 'ava';
import {photosMachine} from './asl.ts';
import {startInterpreter} from './interpreter.ts';
import {noticed} from './noticed.ts';
import {sabotagesOf} from './sabotages.ts';
import {photosWorkflow} from './workflows.ts';

const interpreter = startInterpreter();
test.after.always(() => interpreter.stop());

const sabotages = sabotagesOf(photosMachine);
const kinds = [...new Set(sabotages.map(({kind}) => kind))];

/** One of each kind, of the variables a reason; `node test/statemachines/paths.ts` tries all. */
const sample = (kind: string) => {
  const all = sabotages.filter((one) => one.kind === kind && (!/ without /.test(one.name) || /reason$/.test(one.name)));
  return all[Math.floor(all.length / 2)];
};

test('the workflow can be broken in all the ways that matter', (t) => {
  t.deepEqual(kinds.toSorted(), [
    'a Catch has a wrong error',
    'a Catch is missing',
    'a Catch leads elsewhere',
    'a Retry has a wrong error',
    'a Retry is missing',
    'a condition is broken',
    'a variable is not assigned',
  ]);
});

for (const kind of kinds)
  test(`it is noticed when ${kind}`, async (t) => {
    const sabotage = sample(kind);
    const signs = sabotage ? await noticed(interpreter, photosWorkflow, sabotage) : [];

    t.log(`${sabotage?.name} → ${signs[0]}`);
    t.true(signs.length > 0, sabotage?.name);
  });
