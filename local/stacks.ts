// The stacks of one blog, and the order in which they learn of each other.
import {CloudFormationClient, paginateListStackResources} from '@aws-sdk/client-cloudformation';
import {logicalId} from '../generator/cfn.ts';
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

/** CloudFront takes certificates, firewalls and log deliveries from there alone. */
const edgeRegion = 'us-east-1';

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

/** Of what is `known`, a template is told what it declares: one stack's output is the parameter of that name of another. */
const deploy = ({engine, stackName, packaged}: Stack, known: Texts, title: string): Promise<Texts> =>
  step(title, (tell) => {
    const values = Object.entries({...localParameters, ...known});
    const parameters = Object.fromEntries(values.filter(([name]) => name in (packaged.Parameters ?? {})));
    return deployStack(engine, stackName, packaged, parameters, (done, total, pending) =>
      tell(`${done} of ${total} resources${pending && `, ${pending}`}`),
    );
  });

/** What follows a deploy. */
const settle = async ({packaged: _, ...stack}: Stack, outputs: Texts): Promise<DeployedStack> => {
  const deployed = {...stack, outputs, physicalIds: await readPhysicalIds(stack.engine, stack.stackName)};
  for (const {act} of deployedDifferences) await act(deployed);
  return deployed;
};

/**
 * Deploys the stacks in the order that AWS needs too: what lies in us-east-1, home, each further region; then home again,
 * which learns where the regions answer, and us-east-1 again, which learns of the distribution.
 * `onHome` is told as soon as home stands.
 */
export const deployStacks = async (
  {regions: [, ...furtherRegions], ...templates}: Templates,
  place: Place,
  stackName: string,
  onHome: (outputs: Texts) => void,
): Promise<{readonly home: DeployedStack; readonly replicas: readonly DeployedStack[]}> => {
  const placeIn = (region: string): Place => ({...place, engine: {...place.engine, region}});

  const {home, edge, further} = await step('Build the functions', async () => {
    const {replica} = templates;
    const layers = localLayers();
    return {
      home: await prepare(place, stackName, templates.home, layers),
      edge: templates.edge && (await prepare(placeIn(edgeRegion), `${stackName}-edge`, templates.edge, layers)),
      // Roles of two stacks of one name would be shared, though their regions differ.
      further: replica
        ? await Promise.all(furtherRegions.map((one) => prepare(placeIn(one), `${stackName}-${one}`, replica, layers)))
        : [],
    };
  });

  const edgeOutputs = edge ? await deploy(edge, {}, `Deploy the stack ${edge.stackName} in ${edgeRegion}`) : {};
  const homeOutputs = await deploy(home, edgeOutputs, `Deploy the stack ${stackName}`);
  onHome(homeOutputs);
  const homeStack = await settle(home, homeOutputs);
  const known: Record<string, string> = {...edgeOutputs, ...homeOutputs};

  const replicas: DeployedStack[] = [];
  for (const stack of further) {
    const {region} = stack.engine;
    const outputs = await deploy(stack, known, `Deploy the stack ${stack.stackName} in ${region}`);
    known[logicalId(region, 'api-domain-name')] = outputs['ApiDomainName'] ?? '';
    replicas.push(await settle(stack, outputs));
  }
  if (replicas.length > 0) await deploy(home, known, `Tell ${stackName} of ${furtherRegions.join(', ')}`);
  if (edge?.template.Parameters?.['DistributionArn'])
    await deploy(edge, known, `Tell ${edge.stackName} of the distribution`);
  return {home: homeStack, replicas};
};
