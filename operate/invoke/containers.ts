import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {parseYaml} from '../../generator/yaml.ts';
import {capture, type Environment} from '../child-process.ts';
import {readEnvironments} from '../deployed-blog.ts';
import type {Place} from '../place.ts';
import {inProject, samCommand, staleBuild} from '../sam.ts';
import {UserError} from '../user-error.ts';
import {requireDocker, requireImage} from './docker.ts';
import {containerHost, forwardTo} from './forward.ts';
import {type BuiltTemplate, templateForContainers} from './invocations.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const image = `public.ecr.aws/lambda/nodejs:24-${architecture}`;
const buildFolder = inProject('.aws-sam', 'build');

export type Containers = {
  readonly template: BuiltTemplate;
  /** What every `sam local` command on them is given. */
  readonly samArguments: readonly string[];
  readonly samEnvironment: Environment;
  /** How containers reach this machine. */
  readonly host: string;
  close(): void;
};

const requireBuild = async (): Promise<void> => {
  const why = staleBuild();
  if (!why) return;
  console.log(`Building first, since ${why} …`);
  const {code, stderr} = await capture(samCommand(), ['build', '--template', inProject('template.yaml')]);
  if (code !== 0) throw new UserError(`expected sam build to succeed, got code ${code}:\n${stderr.trim()}`);
};

/** Of an engine there are no credentials but its root key; those of AWS are the user's own. */
const samEnvironment = ({endpoint}: Place): Environment =>
  endpoint
    ? {...process.env, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'}
    : process.env;

/** Everything that `sam local` needs to run the functions as they are deployed at a place; `name` keeps two commands' files apart. */
export const prepareContainers = async (
  name: string,
  place: Place,
  wantedHost: string | undefined,
): Promise<Containers> => {
  await requireDocker();
  const environments = await readEnvironments(place);
  await requireBuild();
  await requireImage(image);
  const host = wantedHost ?? (await containerHost());
  const engine = place.endpoint ? await forwardTo(place.endpoint, host) : undefined;
  const template = parseYaml(readFileSync(`${buildFolder}/template.yaml`, 'utf8')) as BuiltTemplate;
  const folder = inProject('.local', name);
  const [templateFile, variablesFile] = [`${folder}/template.json`, `${folder}/variables.json`];
  mkdirSync(folder, {recursive: true});
  writeFileSync(
    templateFile,
    JSON.stringify(templateForContainers(template, buildFolder, environments, engine?.endpoint)),
  );
  // Stronger than SAM's own environment, which names the engine as this machine reaches it.
  writeFileSync(variablesFile, JSON.stringify({Parameters: engine ? {AWS_ENDPOINT_URL: engine.endpoint} : {}}));
  return {
    template,
    host,
    samArguments: [
      ...['--template', templateFile, '--env-vars', variablesFile, '--skip-pull-image'],
      ...['--parameter-overrides', `Architecture=${architecture}`, '--region', place.region],
    ],
    samEnvironment: samEnvironment(place),
    close: () => {
      engine?.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
};
