// A sample of `npm run prove`, which lives ten thousand lives and kills the workflow on every way through the document.
import test from 'ava';
import {interleave} from '../../prove/interleavings/interleave.ts';
import {killEverywhere} from '../../prove/interleavings/kill-matrix.ts';
import {memoryTable} from '../../prove/interleavings/memory-table.ts';
import {product} from '../../prove/interleavings/product.ts';
import {type Sabotage, sabotages} from '../../prove/interleavings/sabotages.ts';

const lives = 40;

// The adapters have one client in a process: one life is lived after the other.
const table = memoryTable();

test.serial('whatever happens to a photo in whatever order, its final state is right', async (t) => {
  const statuses = new Set<string>();

  for (let seed = 0; seed < lives; seed += 1) {
    const {status, wrongs, trace} = await interleave(product, await table, seed);
    t.deepEqual(wrongs, [], `life ${seed}:\n${trace.join('\n')}`);
    statuses.add(status);
  }

  for (const status of ['ready', 'rejected', 'deleted']) t.true(statuses.has(status), status);
});

test.serial('a run that is killed anywhere leaves a photo that is ready, or that has a reason', async (t) => {
  const kills = await killEverywhere(product, await table, {
    names: ['a deletion while the photo is made'],
    dying: ['run'],
  });

  t.true(kills.length > 25, `${kills.length} kills`);
  for (const {where, victim, status, reason, wrongs} of kills) {
    t.deepEqual(wrongs, [], `${victim} at ${where}`);
    t.true(status === 'ready' || status === 'deleted' || reason !== undefined, `${victim} at ${where}: ${status}`);
  }
});

const isMissed = test.macro({
  exec: async (t, {life, of}: Sabotage) => {
    const {wrongs} = await interleave(of(product), await table, life);

    t.not(wrongs.length, 0, 'expected a life that goes wrong: npm run prove finds the first');
  },
  title: (_, {name}: Sabotage) => `a photo ends wrong if ${name}`,
});

for (const sabotage of sabotages) test.serial(isMissed, sabotage);
