// The stacks of one blog on the engine, by the plan that also deploys them to AWS.
import {CloudFormationClient, paginateListStackResources} from '@aws-sdk/client-cloudformation';
import {type Parameters, parametersOf, planDeploy, type Step} from '../operate/deploy/stack-plan.ts';
import {clientConfig} from '../operate/engine-clients.ts';
import type {DeployedStack} from './blog.ts';
import type {Artifact} from './build.ts';
import {deployStack} from './deploy.ts';
import {deployedDifferences, localLayers, localParameters, type Place, templateDifferences} from './differences.ts';
import type {Engine} from './engine.ts';
import {packageTemplate} from './package.ts';
import {step} from './step.ts';
import type {SamTemplate, Templates} from './template.ts';

type Texts = Readonly<Record<string, string>>;

/** A stack before it is deployed: what the engine is given, where, and under which name. */
type Stack = Place & {readonly stackName: string; readonly template: SamTemplate; readonly packaged: SamTemplate};

const readPhysicalIds = async (engine: Engine, stackName: string): Promise<Texts> => {
  const client = new CloudFormationClient(clientConfig(engine));
  const ids: Record<string, string> = {};
  for await (const {StackResourceSummaries = []} of paginateListStackResources({client}, {StackName: stackName}))
    for (const {LogicalResourceId = '', PhysicalResourceId = ''} of StackResourceSummaries)
      ids[LogicalResourceId] = PhysicalResourceId;
  return ids;
};

const prepare = async (
  place: Place,
  stackName: string,
  generated: SamTemplate,
  layers: ReadonlyMap<string, Artifact>,
): Promise<Stack> => {
  const template = structuredClone(generated);
  for (const {change} of templateDifferences) change(template, place);
  return {...place, stackName, template, packaged: await packageTemplate(place.engine, template, layers)};
};

const deploy = ({engine, stackName, packaged}: Stack, told: Parameters, title: string): Promise<Texts> =>
  step(title, (tell) => {
    const own = Object.entries(localParameters).filter(([name]) => name in (packaged.Parameters ?? {}));
    return deployStack(engine, stackName, packaged, {...Object.fromEntries(own), ...told}, (done, total, pending) =>
      tell(`${done} of ${total} resources${pending && `, ${pending}`}`),
    );
  });

/** What follows a deploy. */
const settle = async ({packaged: _, ...stack}: Stack, outputs: Texts): Promise<DeployedStack> => {
  const deployed = {...stack, outputs, physicalIds: await readPhysicalIds(stack.engine, stack.stackName)};
  for (const {act} of deployedDifferences) await act(deployed);
  return deployed;
};

/** The stacks of the plan, by name, each changed for this machine and with its functions built. */
const prepareStacks = (steps: readonly Step[], templates: Templates, place: Place) =>
  step('Build the functions', async () => {
    const layers = localLayers();
    const first = steps.filter(({again}) => !again).map(({stack}) => stack);
    const stacks = await Promise.all(
      first.map(async ({role, name, region}) => {
        const template = templates[role];
        if (!template) throw new Error(`expected a template for ${name}, got none`);
        return [name, await prepare({...place, engine: {...place.engine, region}}, name, template, layers)] as const;
      }),
    );
    return new Map(stacks);
  });

const titleOf = ({stack: {name, role, region}, again}: Step): string => {
  if (again) return `Tell ${name} what came after it`;
  return role === 'home' ? `Deploy the stack ${name}` : `Deploy the stack ${name} in ${region}`;
};

/** Deploys the stacks as the plan has it that AWS needs too. `onHome` is told as soon as home stands. */
export const deployStacks = async (
  templates: Templates,
  place: Place,
  stackName: string,
  onHome: (outputs: Texts) => void,
): Promise<{readonly home: DeployedStack; readonly replicas: readonly DeployedStack[]}> => {
  const declaredBy = (template: SamTemplate | undefined) => template && Object.keys(template.Parameters ?? {});
  const declared = {
    home: declaredBy(templates.home),
    replica: declaredBy(templates.replica),
    edge: declaredBy(templates.edge),
  };
  const steps = planDeploy({stackName, regions: templates.regions, declared});
  const stacks = await prepareStacks(steps, templates, place);
  const outputs: Record<string, Texts> = {};
  const settled: DeployedStack[] = [];
  for (const one of steps) {
    const {name, role} = one.stack;
    const stack = stacks.get(name);
    if (!stack) throw new Error(`expected ${name} to be prepared, got nothing`);
    const said = await deploy(stack, parametersOf(one, outputs), titleOf(one));
    outputs[name] = said;
    if (one.again) continue;
    if (role === 'home') onHome(said);
    if (role !== 'edge') settled.push(await settle(stack, said));
  }
  const [home, ...replicas] = settled;
  if (!home) throw new Error('expected a home stack in the plan, got none');
  return {home, replicas};
};
