// P5: `npm run generate` against `cdk synth` of the same resources.
// usage: node bench/generate.ts [--pairs N]

import {readFileSync} from 'node:fs';
import {delimiter} from 'node:path';
import {inRoot} from '../local/places.ts';
import {UserError} from '../operate/user-error.ts';
import {type CdkName, compareContent, prepareCdkApp, synth} from './cdk-app.ts';
import {pins} from './cdk-packages.ts';
import {type Comparison, compare, figuresTable, ratiosTable} from './comparison.ts';
import {generateSplit} from './generate-split.ts';
import {type Command, type Figures, measure} from './measure.ts';
import {parsePairs} from './pairs-argument.ts';
import {inTurn, type Side, shown, table} from './ratios.ts';

type Name = 'generate' | CdkName;

const goals = {timesFaster: 40, memoryShare: 0.15, resources: 75};

const titles: Record<Name, string> = {
  generate: 'npm run generate',
  'ts-node': `cdk synth, as \`cdk init\` of npm's latest aws-cdk sets it up (ts-node ${pins['ts-node']})`,
  today: `cdk synth, as \`cdk init\` of aws-cdk ${pins['aws-cdk']} sets it up (TypeScript ${pins.typescript} and tsx)`,
  compiled: 'cdk synth of an app compiled before, with a warm compile cache',
};

const names = Object.keys(titles) as Name[];

/** What `npx cdk init` gives, since npm's latest is aws-cdk 3.0.0; the other two are shown beside it. */
const judged: CdkName = 'ts-node';

const reaches = ({wall, cpu, memory}: Comparison): boolean =>
  Math.min(wall.median, cpu.median) >= goals.timesFaster && memory.median <= goals.memoryShare;

/** What `npm run generate` runs, rules included. */
const generate = (flag: string): Command => {
  const {scripts} = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {scripts: {generate: string}};

  return {
    words: ['sh', '-c', `${scripts.generate} ${flag}`],
    cwd: inRoot(),
    env: {PATH: inRoot('node_modules', '.bin') + delimiter + process.env['PATH']},
  };
};

const side = (name: Name): Side<Name, Figures> => {
  const command = name === 'generate' ? generate('--stdout') : synth(name);

  return {name, run: () => measure(command)};
};

const run = async (pairs: number): Promise<boolean> => {
  await measure(generate('--check'));

  const stacks = await prepareCdkApp();

  console.error(`${pairs} rounds of ${names.length} sides, after one to warm up (minutes, as the machine is busy) …`);

  const rounds = await inTurn(names.map(side), pairs, (done) => console.error(`  ${done} of ${pairs} done`));
  const resources = compareContent(stacks);

  if (resources < goals.resources) {
    throw new UserError(`expected at least ${goals.resources} resources to compare, got ${resources}`);
  }

  console.log(`${resources} resources in ${stacks.map(({name}) => name).join(' and ')}, the same logical ids and types on all sides. ${pairs} pairs: median (min…max).
CPU is the user and system time of the process tree, memory the peak of its largest process.

${figuresTable(rounds, titles)}

${ratiosTable(rounds, titles, 'generate')}
`);

  const split = await generateSplit(generate('--stdout'), pairs);

  console.log(
    table([['npm run generate, profiled', 'wall'], ...split.map(([part, ms]) => [part, shown(ms, 0, ' ms')])]),
  );

  const reached = names.filter((name) => name !== 'generate' && reaches(compare(rounds, 'generate', name)));

  console.log(`
Goal: wall and CPU at least ${goals.timesFaster}x faster, at most ${goals.memoryShare} of the memory.
Reached against: ${reached.map((name) => titles[name]).join('; ') || 'none'}.`);

  return reached.includes(judged);
};

try {
  process.exitCode = (await run(parsePairs(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}
