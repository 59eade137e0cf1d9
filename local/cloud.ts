import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Blog, output} from './blog.ts';
import {type Engine, type EngineOptions, startEngine} from './engine.ts';
import {generateTemplates} from './generate.ts';
import {deployStacks} from './stacks.ts';
import {step} from './step.ts';
import type {Templates} from './template.ts';
import {visitor} from './visitor.ts';

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
  /** Those of blog.config.ts, unless others are given. */
  readonly templates?: Templates;
  readonly engine?: EngineOptions;
  /** Called as soon as there is something to stop. */
  readonly onEngine: (engine: Engine) => void;
  /** Called as soon as the home stack stands, before what follows a deploy. */
  readonly onDeployed?: (deployed: Pick<Blog, 'engine' | 'outputs'>) => void;
};

/** The generated templates, deployed on the local engine: everything but the edge's cache, which is `edge.ts`. */
export const startCloud = async (options: CloudOptions): Promise<Blog> => {
  const {name, stackName, siteUrl, onEngine, onDeployed} = options;
  const templates = options.templates ?? (await step('Generate the templates', generateTemplates));
  const engine = await step('Start the local AWS engine, IAM enforced', () =>
    startEngine(name, templates.regions[0], options.engine),
  );
  onEngine(engine);
  const {home, replicas} = await deployStacks(templates, {engine, siteUrl}, stackName, (outputs) =>
    onDeployed?.({engine, outputs}),
  );
  const authorToken = await readAuthorToken(home);
  return {...home, replicas, authorToken, visitor: visitor(siteUrl, authorToken)};
};
