import {CloudFormationClient, paginateListStackResources} from '@aws-sdk/client-cloudformation';
import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Blog, output} from './blog.ts';
import {deployStack} from './deploy.ts';
import {deployedDifferences, localLayers, localParameters, templateDifferences} from './differences.ts';
import {type Engine, startEngine} from './engine.ts';
import {generateTemplate} from './generate.ts';
import {packageTemplate} from './package.ts';
import {step} from './step.ts';
import {visitor} from './visitor.ts';

const readPhysicalIds = async (engine: Engine, stackName: string): Promise<Readonly<Record<string, string>>> => {
  const client = new CloudFormationClient(clientConfig(engine));
  const ids: Record<string, string> = {};
  for await (const {StackResourceSummaries = []} of paginateListStackResources({client}, {StackName: stackName}))
    for (const {LogicalResourceId = '', PhysicalResourceId = ''} of StackResourceSummaries)
      ids[LogicalResourceId] = PhysicalResourceId;
  return ids;
};

const readAuthorToken = async (blog: Pick<Blog, 'engine' | 'outputs'>): Promise<string> => {
  const client = new SecretsManagerClient(clientConfig(blog.engine));
  const secret = await client.send(new GetSecretValueCommand({SecretId: output(blog, 'AuthorTokenSecretArn')}));
  return secret.SecretString ?? '';
};

export type CloudOptions = {
  /** Folder of the engine's files under `.local/`; two clouds side by side need two names. */
  readonly name: string;
  readonly stackName: string;
  readonly siteUrl: string;
  /** Called as soon as there is something to stop. */
  readonly onEngine: (engine: Engine) => void;
  /** Called as soon as the stack stands, before what follows a deploy. */
  readonly onDeployed: (deployed: Pick<Blog, 'engine' | 'outputs'>) => void;
};

/** The generated template, deployed on the local engine: everything but the edge's cache, which is `edge.ts`. */
export const startCloud = async ({name, stackName, siteUrl, onEngine, onDeployed}: CloudOptions): Promise<Blog> => {
  const {template, homeRegion} = await step('Generate template.yaml', generateTemplate);
  const engine = await step('Start the local AWS engine, IAM enforced', () => startEngine(name, homeRegion));
  onEngine(engine);
  const place = {engine, siteUrl};
  for (const {change} of templateDifferences) change(template, place);
  const packaged = await step('Build the functions', () => packageTemplate(engine, template, localLayers()));
  const outputs = await step(`Deploy the stack ${stackName}`, (tell) =>
    deployStack(engine, stackName, packaged, localParameters, (done, total, latest) =>
      tell(`${done} of ${total} resources, ${latest}`),
    ),
  );
  onDeployed({engine, outputs});
  const deployed = {...place, template, physicalIds: await readPhysicalIds(engine, stackName)};
  for (const {act} of deployedDifferences) await act(deployed);
  const authorToken = await readAuthorToken({engine, outputs});
  return {...deployed, stackName, outputs, authorToken, visitor: visitor(siteUrl, authorToken)};
};
