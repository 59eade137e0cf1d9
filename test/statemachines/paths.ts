// `node test/statemachines/paths.ts`: the report on the paths of every workflow, and every way to break it.

import {coverageOf} from './coverage.ts';
import {startInterpreter} from './interpreter.ts';
import {noticed} from './noticed.ts';
import {notShown, reportOf} from './report.ts';
import {sabotagesOf} from './sabotages.ts';
import {type Workflow, workflows} from './workflows.ts';

const interpreter = startInterpreter();

/** What is not as it should be. */
const reportOn = async (workflow: Workflow): Promise<readonly string[]> => {
  const {name, machine} = workflow;
  const coverage = await coverageOf(interpreter, workflow);
  console.log([`${name}.asl.json`, ...reportOf(coverage)].join('\n'));

  const {runs, broken} = await workflow.keepPromises(interpreter, machine);
  console.log(`promises broken ${broken.length} in ${runs} runs`);
  for (const sentence of broken) console.log(`wrong: ${sentence}`);

  const sabotages = sabotagesOf(machine);
  const unnoticed: string[] = [];
  for (const sabotage of sabotages)
    if ((await noticed(interpreter, workflow, sabotage)).length === 0)
      unnoticed.push(`${sabotage.kind}: ${sabotage.name}`);
  console.log(`sabotages noticed ${sabotages.length - unnoticed.length}/${sabotages.length}`);
  for (const sabotage of unnoticed) console.log(`unnoticed: ${sabotage}`);
  console.log('');
  return [...coverage.counts.flatMap(({missing}) => missing), ...coverage.flaws, ...broken, ...unnoticed];
};

const wrong: string[] = [];
for (const workflow of workflows) wrong.push(...(await reportOn(workflow)));
for (const sentence of notShown) console.log(`the interpreter cannot show ${sentence}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
interpreter.stop();
