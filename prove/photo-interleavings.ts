// Lives random lives of photos, kills the workflow at every step of it, and takes away one safeguard after the other: the final state must
// be right, and wrong without the safeguard. `--seed N` tells one life.

import {parseArgs} from 'node:util';
import {interleave} from './interleavings/interleave.ts';
import {killEverywhere, rowsOf, statesLeftOut} from './interleavings/kill-matrix.ts';
import {tallyLives} from './interleavings/lives-tally.ts';
import {memoryTable} from './interleavings/memory-table.ts';
import {product} from './interleavings/product.ts';
import {sabotages} from './interleavings/sabotages.ts';

const {values} = parseArgs({
  options: {
    lives: {type: 'string', default: '10000'},
    /** The first seed. */
    from: {type: 'string', default: '0'},
    /** Only this life. */
    seed: {type: 'string'},
  },
});

const livesBetweenLines = 500;
const maxLivesOfSabotage = 1000;
const table = await memoryTable();

const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Answers how many lives went wrong. */
const proveLives = async (from: number, lives: number): Promise<number> => {
  const start = performance.now();
  const tally = tallyLives();

  for (let done = 1; done <= lives; done += 1) {
    tally.count(await interleave(product, table, from + done - 1));

    if (done % livesBetweenLines === 0 || done === lives) {
      console.log(`${tally.progress(lives)}, ${secondsSince(start)}`);
    }
  }

  console.log(tally.lines().join('\n'));

  return tally.wrongLives();
};

/** Answers how many kills led to a wrong state, and how many states were left out. */
const proveKills = async (): Promise<number> => {
  const start = performance.now();
  const kills = await killEverywhere(product, table);
  const leftOut = statesLeftOut(product, kills);
  console.log(`\n${kills.length} kills, at every step of the workflow, ${secondsSince(start)}`);
  console.log(rowsOf(kills).join('\n'));

  for (const state of leftOut) {
    console.log(`wrong: nobody was killed at ${state}`);
  }

  return leftOut.length + kills.filter(({wrongs}) => wrongs.length > 0).length;
};

/** Answers how many safeguards nobody would miss. */
const proveSafeguards = async (): Promise<number> => {
  let missed = 0;
  console.log('\nWithout a safeguard, and the first life that is wrong then');

  for (const {name, of} of sabotages) {
    const sabotaged = of(product);
    let [seed, wrong]: [number, string | undefined] = [-1, undefined];

    while (wrong === undefined && seed + 1 < maxLivesOfSabotage) {
      seed += 1;
      [wrong] = (await interleave(sabotaged, table, seed)).wrongs;
    }

    missed += wrong === undefined ? 1 : 0;
    console.log(`${wrong === undefined ? '  none!' : String(seed).padStart(7)}  ${name}${wrong ? `: ${wrong}` : ''}`);
  }

  return missed;
};

const tell = async (seed: number): Promise<void> => {
  const {trace, status, steps, wrongs} = await interleave(product, table, seed);
  console.log([...trace, `\n${status} after ${steps} steps`, ...wrongs.map((wrong) => `wrong: ${wrong}`)].join('\n'));
};

if (values.seed === undefined) {
  const lives = await proveLives(Number(values.from), Number(values.lives));
  const kills = await proveKills();
  const safeguards = await proveSafeguards();
  console.log(`\nwrong: ${lives} lives, ${kills} kills; safeguards that nobody would miss: ${safeguards}`);
  process.exitCode = lives + kills + safeguards > 0 ? 1 : 0;
} else {
  await tell(Number(values.seed));
}
