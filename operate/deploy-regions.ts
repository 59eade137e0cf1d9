// `npm run deploy-regions`: every stack of the blog, in the order in which they need each other.
import {existsSync, readFileSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import {fileNames} from '../generator/file-names.ts';
import {parseYaml} from '../generator/yaml.ts';
import {readOptions, runCommand} from './command-line.ts';
import {deploySteps, readAllOutputs, stacksOf} from './deploy/deploy-steps.ts';
import {buildArguments, commandLine, deployArguments} from './deploy/sam-commands.ts';
import {
  foretell,
  missingTemplate,
  type Outputs,
  planDeploy,
  type Role,
  type Step,
  wrongStackName,
} from './deploy/stack-plan.ts';
import {givenEndpoint} from './engine-clients.ts';
import {inProject} from './sam.ts';
import {explain} from './sdk-errors.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run deploy-regions -- [options]

  Builds and deploys the stack of the home region, that of every further region, and with a domain or the hardened
  profile that of CloudFront's own region, and tells each what it has to know of the others. Can be run again.

  --print               print the commands and do nothing
  --yes                 do not ask before each change
  --stack-name NAME     of the home stack; the others are named after it (default: myblog)
  --help`;

const options = {
  print: {type: 'boolean', default: false},
  yes: {type: 'boolean', default: false},
  'stack-name': {type: 'string', default: 'myblog'},
  help: {type: 'boolean', default: false},
} as const;

const declaredParameters = (role: Role): readonly string[] | undefined => {
  const file = inProject(fileNames[role]);
  if (!existsSync(file)) return undefined;
  const {Parameters = {}} = parseYaml(readFileSync(file, 'utf8')) as {Parameters?: object};
  return Object.keys(Parameters);
};

/** SAM and the SDK want credentials, and an engine takes any. */
const useEngine = (): void => {
  if (!givenEndpoint()) return;
  process.env['AWS_ACCESS_KEY_ID'] ??= 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'test';
};

const printSteps = (steps: readonly Step[], outputs: Outputs): void => {
  const built = new Set<string>();
  for (const {step, parameters} of foretell(steps, outputs)) {
    const {stack} = step;
    if (!built.has(stack.templateFile)) console.log(commandLine(buildArguments(stack)));
    built.add(stack.templateFile);
    console.log(commandLine(deployArguments(stack, parameters, {confirmed: false})));
  }
};

const main = async (): Promise<void> => {
  const wanted = readOptions('deploy-regions', options);
  if (wanted.help) return console.log(usage);
  process.chdir(inProject());
  const blog = {
    stackName: wanted['stack-name'],
    regions: blogConfig.regions,
    declared: {
      edge: declaredParameters('edge'),
      home: declaredParameters('home'),
      replica: declaredParameters('replica'),
    },
  };
  const problem = wrongStackName(blog) ?? missingTemplate(blog);
  if (problem) throw new UserError(problem);
  useEngine();
  const steps = planDeploy(blog);
  if (!wanted.print) {
    const outputs = await deploySteps(steps, wanted.yes);
    const count = stacksOf(steps).length;
    const siteUrl = outputs[wanted['stack-name']]?.['SiteUrl'];
    return console.log(`${count === 1 ? '1 stack is' : `${count} stacks are`} deployed: the blog is at ${siteUrl}`);
  }
  // Without an account there is still a plan.
  const outputs = await readAllOutputs(stacksOf(steps)).catch((error: unknown) => {
    console.error(`As for a first deploy, since nothing is known of another one: ${explain(error)}`);
    return {};
  });
  printSteps(steps, outputs);
};

await runCommand(main);
