// cdk-nag and the CDK that it reads templates with, as far as they are used here.

import {createRequire} from 'node:module';
import {inLocal} from '../local/places.ts';
import {installNpmTools} from './npm-tools.ts';

export const inAudit = (...parts: string[]): string => inLocal('audit', ...parts);

type Construct = object;

export type Violation = {readonly ruleName: string; readonly severity: string; readonly description: string};

/** https://github.com/cdklabs/cdk-nag/blob/main/API.md */
type RulePack = {validateScope(scope: Construct): {readonly violations: readonly Violation[]}};

export type CdkNag = {
  /** A template as constructs: logical id → resource. @throws on an intrinsic that the CDK does not know. */
  readonly include: (name: string, templateFile: string) => (id: string) => Construct;
  readonly packs: readonly RulePack[];
};

type NewConstruct = new (...parameters: readonly unknown[]) => Construct;

type NewRulePack = new (scope: undefined, properties: {verbose: boolean}) => RulePack;

type Modules = {
  readonly cdk: {readonly App: NewConstruct; readonly Stack: NewConstruct};
  readonly include: {
    readonly CfnInclude: new (
      scope: Construct,
      id: string,
      properties: {templateFile: string},
    ) => {getResource(id: string): Construct};
  };
  readonly nag: {readonly AwsSolutionsChecks: NewRulePack; readonly ServerlessChecks: NewRulePack};
};

const load = (): CdkNag => {
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

/** Installed if they are not there. @throws UserError if npm cannot. */
export const cdkNag = async (): Promise<CdkNag> => {
  await installNpmTools({from: 'audit/tools', into: inAudit(), what: 'cdk-nag and the CDK (200 MB, half a minute)'});

  return load();
};
