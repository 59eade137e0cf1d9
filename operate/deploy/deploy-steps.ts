import {styleText} from 'node:util';
import {show} from '../child-process.ts';
import {samCommand} from '../sam.ts';
import {UserError} from '../user-error.ts';
import {buildArguments, commandLine, deployArguments} from './sam-commands.ts';
import {readOutputs, wasDeclined} from './stack-outputs.ts';
import {missingOutputs, type Outputs, type Parameters, parametersOf, type Stack, type Step} from './stack-plan.ts';

/** Of the stacks that are deployed. */
export const readAllOutputs = async (stacks: readonly Stack[]): Promise<Outputs> => {
  const entries = stacks.map(async (stack) => [stack.name, await readOutputs(stack)] as const);
  return Object.fromEntries(
    (await Promise.all(entries)).flatMap(([name, outputs]) => (outputs ? [[name, outputs]] : [])),
  );
};

export const stacksOf = (steps: readonly Step[]): readonly Stack[] =>
  steps.filter(({again}) => !again).map(({stack}) => stack);

const sam = async (args: readonly string[]): Promise<void> => {
  const line = commandLine(args);
  console.log(styleText('dim', line));
  const code = await show(samCommand(), args);
  if (code === 0) return;
  throw new UserError(
    `expected this command to succeed, got code ${code}; once its reason is mended, run npm run deploy-regions again:\n  ${line}`,
  );
};

const deploy = async ({stack}: Step, parameters: Parameters, confirmed: boolean): Promise<void> => {
  const since = new Date();
  await sam(deployArguments(stack, parameters, {confirmed}));
  if (!confirmed && (await wasDeclined(stack, since)))
    throw new UserError(`${stack.name} was left as it is, so what follows was not deployed either`);
};

/** Builds and deploys, step by step, on the terminal; the outputs of all stacks. Stops at the first that fails or is declined. */
export const deploySteps = async (steps: readonly Step[], confirmed: boolean): Promise<Outputs> => {
  const before = await readAllOutputs(stacksOf(steps));
  const now: Record<string, Readonly<Record<string, string>>> = {};
  const built = new Set<string>();
  const passed = new Map<string, string>();
  for (const [index, step] of steps.entries()) {
    const {stack, again} = step;
    const [missing] = missingOutputs(step, now);
    if (missing)
      throw new UserError(`expected the stack ${missing.from} to have the output ${missing.output}, got none`);
    const parameters = parametersOf(step, {...before, ...now});
    const title = `${index + 1} of ${steps.length}: ${stack.name} in ${stack.region}${again ? ', again' : ''}`;
    if (passed.get(stack.name) === JSON.stringify(parameters)) {
      console.log(`${styleText('bold', title)}: knows everything already`);
      continue;
    }
    console.log(styleText('bold', title));
    if (!built.has(stack.templateFile)) await sam(buildArguments(stack));
    built.add(stack.templateFile);
    await deploy(step, parameters, confirmed);
    passed.set(stack.name, JSON.stringify(parameters));
    now[stack.name] = (await readOutputs(stack)) ?? {};
  }
  return now;
};
