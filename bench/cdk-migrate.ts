// A CDK app of CloudFormation templates, made by AWS's own tool, `cdk migrate`. Its L1 constructs give CDK the least work
// that yields these resources: L2 constructs are made of them.

import {appendFileSync, copyFileSync, readFileSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {logicalId} from '../generator/cfn.ts';
import type {Stack} from './cdk-stacks.ts';
import {inCdk} from './cdk-tools.ts';
import {measure} from './measure.ts';

/** The command line of the CDK. */
export const cdk = [process.execPath, inCdk('node_modules', 'aws-cdk', 'bin', 'cdk')];

/** Neither side waits for the network. */
export const offline = {
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_VERSION_CHECK: 'true',
  AWS_EC2_METADATA_DISABLED: 'true',
};

const migrateStack = async ({name, transformed}: Stack): Promise<string> => {
  const folder = inCdk(name);
  const options = `--stack-name ${name} --language typescript --no-notices`.split(' ');

  rmSync(folder, {recursive: true, force: true});
  await measure({
    words: [...cdk, 'migrate', ...options, '--from-path', transformed, '--output-path', inCdk()],
    cwd: inCdk(),
    // Without npm it leaves the installing to us.
    env: {...offline, PATH: dirname(process.execPath)},
  });

  return folder;
};

type Parameters = Readonly<Record<string, {readonly Default?: string}>>;

/** What must be told, as `cdk migrate` makes it a property of the stack: PostsTableName is postsTableName. */
const propsOf = ({transformed}: Stack): string => {
  const {Parameters = {}} = JSON.parse(readFileSync(transformed, 'utf8')) as {Parameters?: Parameters};
  const told = Object.entries(Parameters).flatMap(([name, {Default}]) =>
    Default === undefined ? [[name.charAt(0).toLowerCase() + name.slice(1), 'told']] : [],
  );

  return JSON.stringify(Object.fromEntries(told));
};

/** @returns its folder. The first stack's app takes the others in. */
export const migrateStacks = async ([first, ...others]: readonly Stack[]): Promise<string> => {
  if (first === undefined) {
    throw new Error('expected at least one stack to migrate, got none');
  }

  const app = await migrateStack(first);

  for (const stack of others) {
    const source = `${stack.name}-stack`;
    const name = logicalId(stack.name, 'stack');

    copyFileSync(join(await migrateStack(stack), 'lib', `${source}.ts`), join(app, 'lib', `${source}.ts`));
    appendFileSync(
      join(app, 'bin', `${first.name}.ts`),
      `\nimport { ${name} } from '../lib/${source}';\nnew ${name}(app, '${stack.name}', ${propsOf(stack)});\n`,
    );
  }

  return app;
};
