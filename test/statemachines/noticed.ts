import {coverageOf} from './coverage.ts';
import type {Interpreter} from './interpreter.ts';
import type {Sabotage} from './sabotages.ts';
import type {Workflow} from './workflows.ts';

/** What is found to be wrong with a broken document: first where it is broken, then on its paths, then anywhere. */
export const noticed = async (
  interpreter: Interpreter,
  workflow: Workflow,
  {machine, state}: Pick<Sabotage, 'machine' | 'state'>,
): Promise<readonly string[]> => {
  const near = await workflow.keepPromises(interpreter, machine, state);
  if (near.broken.length > 0) return near.broken;
  const {flaws, counts} = await coverageOf(interpreter, {...workflow, machine});
  const missing = counts.flatMap((count) => count.missing.map((name) => `${count.kind}: ${name} is not shown`));
  if (flaws.length + missing.length > 0) return [...flaws, ...missing];
  return (await workflow.keepPromises(interpreter, machine)).broken;
};
