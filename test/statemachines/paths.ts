// `node test/statemachines/paths.ts`: the report on the photo workflow's paths, and every way to break it.

import {photosMachine} from './asl.ts';
import {coverageOf} from './coverage.ts';
import {startInterpreter} from './interpreter.ts';
import {noticed} from './noticed.ts';
import {keepPromises} from './promises.ts';
import {reportOf} from './report.ts';
import {sabotagesOf} from './sabotages.ts';

const interpreter = startInterpreter();
const coverage = await coverageOf(interpreter, photosMachine);
console.log(reportOf(coverage).join('\n'));

const {runs, broken} = await keepPromises(interpreter, photosMachine);
console.log(`promises broken ${broken.length} in ${runs} runs`);
for (const sentence of broken) console.log(`wrong: ${sentence}`);

const sabotages = sabotagesOf(photosMachine);
const unnoticed: string[] = [];
for (const sabotage of sabotages)
  if ((await noticed(interpreter, sabotage)).length === 0) unnoticed.push(`${sabotage.kind}: ${sabotage.name}`);
console.log(`sabotages noticed ${sabotages.length - unnoticed.length}/${sabotages.length}`);
for (const name of unnoticed) console.log(`unnoticed: ${name}`);

const missing = coverage.counts.flatMap((count) => count.missing);
process.exitCode = [...missing, ...coverage.flaws, ...broken, ...unnoticed].length > 0 ? 1 : 0;
interpreter.stop();
