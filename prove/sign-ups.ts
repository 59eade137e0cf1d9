// `npm run prove -- sign-ups`: strangers with a script at the form. Nobody is mailed more often than they may be, and no answer tells of anybody.
import {parseArgs} from 'node:util';
import {ownRun} from '../local/own-run.ts';
import {chanceOf} from './interleavings/random-choices.ts';
import {answerAll} from './sign-ups/alike-calls.ts';
import {type Group, groups, type Timed, timeAll} from './sign-ups/alike-times.ts';
import {kinds} from './sign-ups/five-kinds.ts';
import {median, middleHalf, permute} from './sign-ups/medians.ts';
import {sabotages} from './sign-ups/sabotages.ts';
import {manyAddresses, type Scenario, scenarios} from './sign-ups/scenarios.ts';
import {signUpWorld} from './sign-ups/sign-up-world.ts';
import {refusedSpellings} from './sign-ups/spellings.ts';

const {values} = parseArgs({
  options: {'sign-ups': {type: 'string', default: '10000'}, each: {type: 'string', default: '400'}},
});
const count = Number(values['sign-ups']);
const each = Number(values.each);
const seed = 7;
const signUpsOfSabotage = 200;
/** Rarer than that, and the groups are different. */
const leastShare = 0.001;

const startedAt = performance.now();
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;

const tell = async (name: string, run: Scenario): Promise<number> => {
  const {typed, mails, wrongs} = await run(chanceOf(seed), count);
  const days = new Set(mails.map(({at}) => at.toISOString().slice(0, 10))).size;
  const people = new Set(mails.map(({to}) => to)).size;
  console.log(`${name}: ${typed} sign-ups, ${mails.length} mails to ${people} addresses on ${days} days, ${seconds()}`);
  for (const wrong of wrongs.slice(0, 5)) console.log(`  wrong: ${wrong}`);
  return wrongs.length;
};

/** Answers how many promises were broken. */
const proveMails = async (): Promise<number> => {
  let wrong = 0;
  for (const [name, run] of Object.entries(scenarios)) wrong += await tell(name, run);
  wrong += await tell(`many addresses on one day, ${count / 20} mails a day`, manyAddresses(count));
  const world = await signUpWorld({chance: chanceOf(seed), confirmationsADay: 500});
  const taken = (await Promise.all(refusedSpellings.map((spelling) => world.type(spelling, new Date())))).filter(
    Boolean,
  ).length;
  console.log(`${refusedSpellings.length} texts that are more or less than an address: ${taken} taken`);
  console.log(`
One address is: one domain in letters or A-labels, and the part before the @ in upper and lower case. A plus-tag or another dot is another
address, since only its host knows which of them are one mailbox (RFC 5321, 2.3.11): each is asked at most 3 times, all of them together
within the budget of the blog.`);
  return wrong + taken;
};

/** Answers how many safeguards nobody would miss. */
const proveSabotages = async (): Promise<number> => {
  console.log('\nWithout a safeguard, and what is wrong then');
  let missed = 0;
  for (const {name, without, in: run} of sabotages) {
    const [wrong] = (await run(chanceOf(seed), signUpsOfSabotage, without)).wrongs;
    console.log(`  ${name}: ${wrong ?? 'none!'}`);
    if (wrong === undefined) missed += 1;
  }
  return missed;
};

/** Answers how many kinds were answered otherwise, or by other work, than a new address. */
const proveCalls = async (): Promise<number> => {
  const {log} = console;
  // Functions log one line a call.
  console.log = () => {};
  const answered = await answerAll().finally(() => {
    console.log = log;
  });
  const [first] = answered;
  console.log('\nWhat the function asks of the table');
  for (const {who, calls} of answered) console.log(`  ${who}: ${calls.join(', ') || 'nothing'}`);
  console.log(
    `A script that fills in what no person sees is spared: whoever it names, known or not, so that its haste tells of nobody.`,
  );
  return answered.filter(({who, reply, calls}) => {
    const isScript = who === 'a script';
    const isSameWork = JSON.stringify(calls) === JSON.stringify(first?.calls);
    return JSON.stringify(reply) !== JSON.stringify(first?.reply) || isSameWork === isScript;
  }).length;
};

const judgeTimes = (timed: readonly Timed[]): number => {
  const of = (group: Group) => timed.filter((one) => one.group === group).map(({milliseconds}) => milliseconds);
  const ms = (value: number) => value.toFixed(2).padStart(6);
  console.log(`\nMilliseconds of ${each} answers each: median, and between what half of them lie`);
  for (const group of groups) {
    const [low, high] = middleHalf(of(group));
    console.log(`  ${ms(median(of(group)))}  ${ms(low)} to ${ms(high)}  ${group}`);
  }
  const parts = new Set(timed.flatMap(({answer}) => Object.keys(answer)));
  const different = [...parts].filter((part) => new Set(timed.map(({answer}) => answer[part])).size > 1);
  for (const part of different)
    console.log(`  wrong: ${part} is ${[...new Set(timed.map(({answer}) => answer[part]))].slice(0, 3).join(' or ')}`);
  console.log(`${timed.length} answers: ${different.length} of ${parts.size} parts differ (status, headers, body)`);
  const compare = (what: string, some: readonly Group[]) => {
    const {gap, share, noise} = permute(some.map(of), chanceOf(seed));
    console.log(
      `${what}: medians within ${gap.toFixed(2)} ms; by chance alone within ${noise.toFixed(2)} ms in 95 of 100, and this far apart in ${(100 * share).toFixed(2)} of 100`,
    );
    return share;
  };
  compare('two groups of the same kind', ['new', 'new, once more']);
  const isAlike = compare('all kinds', kinds) >= leastShare;
  const isSharp = compare('new addresses and scripts, which must differ', ['new', 'a script']) < leastShare;
  return different.length + (isAlike ? 0 : 1) + (isSharp ? 0 : 1);
};

await ownRun('prove-sign-ups', async ({startBlog}) => {
  const blog = await startBlog();
  const timed = await timeAll(blog, chanceOf(seed), each, (done, of) =>
    console.log(`${done} of ${of} timed, ${seconds()}`),
  );
  const wrong = judgeTimes(timed) + (await proveCalls()) + (await proveMails()) + (await proveSabotages());
  console.log(`\nwrong: ${wrong}; ${seconds()}`);
  return wrong > 0 ? 1 : 0;
});
