// The auditors, cdk-nag and the CDK that it reads templates with: installed on first use beside the blog, no part of it.

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFile, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {promisify} from 'node:util';
import {inLocal, inRoot} from '../local/places.ts';
import {step} from '../local/step.ts';
import {UserError} from '../operate/user-error.ts';

const run = promisify(execFile);

export const inAudit = (...parts: string[]): string => inLocal('audit', ...parts);

/** As much of a construct as is used here. */
type Resource = object;

export type Violation = {readonly ruleName: string; readonly severity: string; readonly description: string};

/** https://github.com/cdklabs/cdk-nag/blob/main/API.md */
type RulePack = {validateScope(scope: Resource): {readonly violations: readonly Violation[]}};

export type Tools = {
  /** A template as constructs: logical id → resource. @throws on an intrinsic that the CDK does not know. */
  readonly include: (name: string, templateFile: string) => (id: string) => Resource;
  readonly packs: readonly RulePack[];
};

type NewConstruct = new (...parameters: readonly unknown[]) => object;

type Modules = {
  readonly cdk: {readonly App: NewConstruct; readonly Stack: NewConstruct};
  readonly include: {
    readonly CfnInclude: new (
      scope: object,
      id: string,
      properties: {templateFile: string},
    ) => {getResource(id: string): Resource};
  };
  readonly nag: Readonly<
    Record<
      'AwsSolutionsChecks' | 'ServerlessChecks',
      new (
        scope: undefined,
        properties: {verbose: boolean},
      ) => RulePack
    >
  >;
};

const load = (): Tools => {
  const require = createRequire(inAudit('package.json'));
  const cdk: Modules['cdk'] = require('aws-cdk-lib');
  const {CfnInclude}: Modules['include'] = require('aws-cdk-lib/cloudformation-include');
  const {AwsSolutionsChecks, ServerlessChecks}: Modules['nag'] = require('cdk-nag');

  return {
    include: (name, templateFile) => {
      const app = new cdk.App({outdir: inAudit('cdk.out'), analyticsReporting: false});
      const included = new CfnInclude(new cdk.Stack(app, name), 'template', {templateFile});

      return (id) => included.getResource(id);
    },
    // Verbose says why a rule could not be evaluated.
    packs: [AwsSolutionsChecks, ServerlessChecks].map((Pack) => new Pack(undefined, {verbose: true})),
  };
};

const install = async (stampFile: string, hash: string): Promise<void> => {
  await rm(inAudit(), {recursive: true, force: true});
  await mkdir(inAudit(), {recursive: true});

  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(inRoot('audit', 'tools', file), inAudit(file));
  }

  const npm = process.env['npm_execpath'];
  const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];

  await run(command ?? 'npm', [...first, 'ci', '--prefix', inAudit(), '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: inAudit(),
  }).catch((error: Error & {stderr?: string}) => {
    const said =
      error.stderr
        ?.match(/^npm error .*/gm)
        ?.slice(0, 3)
        .join('\n') ?? error.message;

    throw new UserError(
      `expected npm to install the auditors of audit/tools/, got:\n${said}\nCheck the network and run the command again.`,
    );
  });
  await writeFile(stampFile, hash);
};

/** Installs them unless they are there. @throws UserError if npm cannot. */
export const auditTools = async (): Promise<Tools> => {
  const lock = await readFile(inRoot('audit', 'tools', 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const stampFile = inAudit('.stamp');

  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== hash) {
    await step('Installing cdk-nag and the CDK into .local/audit (200 MB, half a minute)', () =>
      install(stampFile, hash),
    );
  }

  return load();
};
