// Pure: the SAM commands of a step, as arguments.
import type {Parameters, Stack} from './stack-plan.ts';

/** Each template has a folder of its own: SAM keeps what it knows of a build beside it. */
const folderOf = ({role}: Stack): string => `.aws-sam/${role}`;

export const buildArguments = (stack: Stack): readonly string[] => [
  'build',
  ...['--template', stack.templateFile],
  ...['--build-dir', `${folderOf(stack)}/build`],
  ...['--cache-dir', `${folderOf(stack)}/cache`],
];

/** `parameters` that are left out keep the value of the last deploy. */
export const deployArguments = (
  stack: Stack,
  parameters: Parameters,
  {confirmed}: {readonly confirmed: boolean},
): readonly string[] => {
  const overrides = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return [
    'deploy',
    ...['--template-file', `${folderOf(stack)}/build/template.yaml`],
    // SAM looks for it beside the template.
    ...['--config-file', '../../../samconfig.toml'],
    ...['--stack-name', stack.name],
    ...['--region', stack.region],
    ...['--s3-prefix', stack.name],
    '--no-fail-on-empty-changeset',
    ...(confirmed ? ['--no-confirm-changeset'] : []),
    ...(overrides.length > 0 ? ['--parameter-overrides', ...overrides] : []),
  ];
};

/** As one would type it. */
export const commandLine = (args: readonly string[]): string =>
  ['sam', ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
