// `npm run bench:generate`: the generator against `cdk synth` of the same resources.

import {readFileSync} from 'node:fs';
import {delimiter} from 'node:path';
import {inRoot} from '../local/places.ts';
import {type CdkName, compareContent, prepareCdkApp, synth} from './cdk-app.ts';
import {versions} from './cdk-tools.ts';
import {type Comparison, compare, figuresTable, ratiosTable} from './comparison.ts';
import {type Figure, type Row, runFigure} from './figure.ts';
import {generateSplit} from './generate-split.ts';
import {type Command, type Figures, measure} from './measure.ts';
import {inTurn, type Side, shown, table} from './ratios.ts';

type Name = 'generate' | CdkName;

const goals = {timesFaster: 40, memoryShare: 0.15, resources: 75};

/** The command and the library of the CDK are the same for all three. */
const titles: Record<Name, string> = {
  generate: 'the generator, as `npm run generate` runs it',
  'ts-node': `cdk synth with ts-node ${versions['ts-node']}, as \`cdk init\` of aws-cdk 3.0.0 sets it up, npm's latest`,
  today: `cdk synth with TypeScript ${versions.typescript} and tsx, as \`cdk init\` of aws-cdk ${versions['aws-cdk']} sets it up, the newest`,
  compiled: 'cdk synth of an app compiled before, with a warm compile cache',
};

const names = Object.keys(titles) as Name[];

/**
 * What `npx cdk init` gives: npm's `latest` is 3.0.0, though built in April 2025 and older than 2.1148.1. Its own command
 * cannot read what this aws-cdk-lib writes, so the newer one runs here. The other two ways are shown beside it.
 */
const judged: CdkName = 'ts-node';

const reaches = ({wall, cpu, memory}: Comparison): boolean =>
  Math.min(wall.median, cpu.median) >= goals.timesFaster && memory.median <= goals.memoryShare;

const toRow = (name: CdkName, comparison: Comparison, resources: number): Row => {
  const {wall, cpu, memory} = comparison;
  const measured = `${shown(wall, 1, 'x')} faster, ${shown(cpu, 1, 'x')} less CPU, ${shown(memory, 2)} of the memory`;

  return name === judged
    ? {
        what: `the generator, ${resources} resources, against ${titles[name]}`,
        measured,
        goal: {
          text: `wall and CPU at least ${goals.timesFaster}x, memory at most ${goals.memoryShare}`,
          reached: reaches(comparison),
        },
      }
    : {what: `– against ${titles[name]}`, measured};
};

/** What `npm run generate` runs, rules included; without npm, as the other sides are. */
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

/** @throws if the sides do not make the same: a ratio of unlike work is none. */
const bench = async (pairs: number): Promise<readonly Row[]> => {
  await measure(generate('--check'));

  const stacks = await prepareCdkApp();

  console.error(`${pairs} rounds of ${names.length} sides, after one to warm up (minutes, as the machine is busy) …`);

  const rounds = await inTurn(names.map(side), pairs, (done) => console.error(`  ${done} of ${pairs} done`));
  const resources = compareContent(stacks);

  if (resources < goals.resources) {
    throw new Error(`expected at least ${goals.resources} resources to compare, got ${resources}`);
  }

  console.log(`${resources} resources in ${stacks.map(({name}) => name).join(' and ')}, the same logical ids and types on all sides. ${pairs} pairs: median (min…max).
CPU is the user and system time of the process tree, memory the peak of its largest process.

${figuresTable(rounds, titles)}

${ratiosTable(rounds, titles, 'generate')}
`);

  const split = await generateSplit(generate('--stdout'), pairs);

  console.log(table([['the generator, profiled', 'wall'], ...split.map(([part, ms]) => [part, shown(ms, 0, ' ms')])]));

  const reached = names.filter((name) => name !== 'generate' && reaches(compare(rounds, 'generate', name)));

  console.log(`
Goal: wall and CPU at least ${goals.timesFaster}x faster, at most ${goals.memoryShare} of the memory, against the first.
Reached against: ${reached.map((name) => titles[name]).join('; ') || 'none'}.`);

  return names
    .filter((name) => name !== 'generate')
    .map((name) => toRow(name, compare(rounds, 'generate', name), resources));
};

export const generator: Figure = {
  script: 'bench:generate',
  about: 'Measures the generator and three ways to run cdk synth on the same resources, in turn.',
  measure: bench,
};

if (import.meta.main) {
  await runFigure(generator);
}
