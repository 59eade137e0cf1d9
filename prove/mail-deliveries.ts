// Mails to subscribers over a stream that is delivered as AWS documents it: none is lost whatever goes wrong, none comes twice but through one
// window, and without any one safeguard that is no longer so. `--seed N` tells one world.

import '../test/helpers/quiet-logs.mjs';
import {isDeepStrictEqual, parseArgs} from 'node:util';
import {faultMatrix, wrongIn} from './deliveries/fault-matrix.ts';
import {liveInFaults} from './deliveries/faulty-world.ts';
import {product} from './deliveries/mail-product.ts';
import {mailSabotages} from './deliveries/mail-sabotages.ts';
import {play} from './deliveries/play-case.ts';
import {recordedCases} from './deliveries/recorded-cases.ts';
import {liveInRepeats} from './deliveries/repeated-world.ts';

const {values} = parseArgs({
  options: {
    /** Of the stream, in worlds where everything goes wrong. */
    records: {type: 'string', default: '100000'},
    /** In worlds where records come again and again, and in the table of faults. */
    subscribers: {type: 'string', default: '10000'},
    /** Only this world. */
    seed: {type: 'string'},
  },
});

const [inFaults, inRepeats, inSabotages] = [40, 250, 16];
const worldsBetweenLines = 10;
const worldsOfSabotage = 200;
const start = performance.now();

const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(0)} s`;
const wide = (count: number): string => String(count).padStart(8);

const addAll = (sums: Map<string, number>, counts: ReadonlyMap<string, number>): void => {
  for (const [name, count] of counts) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
};

const printAll = (title: string, counts: ReadonlyMap<string, number>): void => {
  console.log(`  ${title}`);

  for (const [name, count] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    console.log(`  ${wide(count)}  ${name}`);
  }
};

/** Each part answers how much of it was wrong. */
const proveRules = async (): Promise<number> => {
  let wrong = 0;
  console.log(`${recordedCases.length} rules of AWS, and what the dispatcher of this proof does`);

  for (const one of recordedCases) {
    const {rule, page, calls, discarded = []} = one;
    const isKept = isDeepStrictEqual(await play(one), {calls, discarded});
    wrong += isKept ? 0 : 1;
    console.log(`  ${isKept ? 'kept ' : 'WRONG'}  ${rule}\n         ${page}`);
  }

  return wrong;
};

const proveNoneLost = async (records: number): Promise<number> => {
  const [calls, faults, doubled] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const sums = {worlds: 0, records: 0, passed: 0, discarded: 0, mails: 0, due: 0, lost: 0, wrong: 0};
  console.log(`\nWorlds of ${inFaults} subscribers in which everything goes wrong`);

  for (let seed = 0; sums.records < records; seed += 1) {
    const world = await liveInFaults(product, seed, inFaults);
    addAll(calls, world.calls);
    addAll(faults, world.faults);
    addAll(doubled, world.doubled);
    sums.worlds += 1;
    sums.wrong += world.wrongs.length;

    for (const name of ['records', 'passed', 'discarded', 'mails', 'due', 'lost'] as const) {
      sums[name] += world[name];
    }

    for (const wrong of world.wrongs) {
      console.log(`  wrong in world ${seed}: ${wrong}`);
    }

    if (sums.worlds % worldsBetweenLines === 0) {
      console.log(
        `  ${sums.worlds} worlds, ${sums.records} of ${records} records, ${sums.lost} mails lost, ${seconds()}`,
      );
    }
  }

  const {worlds, passed, discarded, mails, due, lost, wrong} = sums;
  console.log(`  ${sums.records} records of the stream in ${worlds} worlds; the filter passed ${passed} of them`);
  console.log(
    `  ${discarded} objects in the bucket of failures; ${mails} mails sent; ${due} due at the end, ${lost} of them lost`,
  );
  printAll('how the calls of the function ended', calls);
  printAll('faults at a call within it', faults);
  printAll('second mails, by the fault between SES taking the first and the note of it', doubled);

  return wrong;
};

const proveNoneTwice = async (subscribers: number): Promise<number> => {
  const sums = {records: 0, deliveries: 0, mails: 0, due: 0, lost: 0, doubled: 0, wrong: 0};
  const worlds = Math.ceil(subscribers / inRepeats);
  console.log(`\nEvery record one to five times, in any order, to three functions at once, without faults`);

  for (let seed = 0; seed < worlds; seed += 1) {
    const {wrongs, seed: _, ...world} = await liveInRepeats(product, seed, Math.min(inRepeats, subscribers));
    sums.wrong += wrongs.length;

    for (const [name, count] of Object.entries(world)) {
      sums[name as keyof typeof world] += count;
    }

    for (const wrong of wrongs) {
      console.log(`  wrong in world ${seed}: ${wrong}`);
    }

    if ((seed + 1) % worldsBetweenLines === 0) {
      console.log(
        `  ${(seed + 1) * inRepeats} of ${subscribers} subscribers, ${sums.doubled} mails doubled, ${seconds()}`,
      );
    }
  }

  const {records, deliveries, mails, due, lost, doubled, wrong} = sums;
  console.log(
    `  ${worlds * Math.min(inRepeats, subscribers)} subscribers, ${records} records delivered ${deliveries} times: ${mails} mails`,
  );
  console.log(`  ${doubled} came twice; ${due} due at the end, ${lost} of them lost`);

  return wrong;
};

const proveOneWindow = async (subscribers: number): Promise<number> => {
  const rows = 45;
  let wrong = 0;
  console.log(`\nEach fault at each call of a delivery, once for each subscriber: struck, lost, doubled`);

  await faultMatrix(product, Math.ceil(subscribers / rows), (row) => {
    const {kind, call, fault, struck, lost, doubled, isInWindow} = row;
    const mistake = wrongIn(row);
    wrong += mistake === undefined ? 0 : 1;
    console.log(
      `  ${wide(struck)}${wide(lost)}${wide(doubled)}  ${kind}, ${call}: ${fault}${isInWindow ? ' (the window)' : ''}`,
    );

    if (mistake !== undefined) {
      console.log(`  wrong: ${mistake}`);
    }
  });

  return wrong;
};

/** Answers how many safeguards nobody would miss. */
const proveSafeguards = async (): Promise<number> => {
  let missed = 0;
  console.log('\nWithout a safeguard, and the first world that is wrong then');

  for (const {name, of} of mailSabotages) {
    const sabotaged = of(product);
    let [seed, wrong]: [number, string | undefined] = [-1, undefined];

    while (wrong === undefined && seed + 1 < worldsOfSabotage) {
      seed += 1;
      [wrong] = (await liveInFaults(sabotaged, seed, inSabotages)).wrongs;
    }

    missed += wrong === undefined ? 1 : 0;
    console.log(
      `  ${wrong === undefined ? '   none!' : wide(seed)}  ${name}${wrong === undefined ? '' : `: ${wrong}`}`,
    );
  }

  return missed;
};

if (values.seed === undefined) {
  const rules = await proveRules();
  const lost = await proveNoneLost(Number(values.records));
  const twice = await proveNoneTwice(Number(values.subscribers));
  const rows = await proveOneWindow(Number(values.subscribers));
  const safeguards = await proveSafeguards();
  console.log(
    `\nwrong: ${rules} rules, ${lost + twice} in worlds, ${rows} rows of faults; safeguards that nobody would miss: ${safeguards}; ${seconds()}`,
  );
  process.exitCode = rules + lost + twice + rows + safeguards > 0 ? 1 : 0;
} else {
  console.log(await liveInFaults(product, Number(values.seed), inFaults));
}
