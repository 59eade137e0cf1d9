// The other side: one CDK app, run in three ways.

import {createHash} from 'node:crypto';
import {cpSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {unlessDone} from '../audit/unless-done.ts';
import {step} from '../local/step.ts';
import {cdk, migrateStacks, offline} from './cdk-migrate.ts';
import {compareResources, type Stack, transformTemplates} from './cdk-stacks.ts';
import {inCdk, installCdk} from './cdk-tools.ts';
import {type Command, measure} from './measure.ts';

export const cdkNames = ['today', 'ts-node', 'compiled'] as const;

export type CdkName = (typeof cdkNames)[number];

type Json = Readonly<Record<string, unknown>>;

const folderOf = (name: CdkName): string => inCdk(`app-${name}`);

const editJson = (path: string, edit: (json: Json) => Json): void =>
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as Json), null, 2));

/** `cdk init` had no such settings while it set up ts-node. One that spares ts-node work, skipLibCheck, stays. */
const olderCompilerOptions = {noEmit: undefined, isolatedModules: undefined, types: undefined};

const runWith = (name: CdkName, app: string): void =>
  editJson(join(folderOf(name), 'cdk.json'), (json) => ({...json, app}));

const makeApps = async (stacks: readonly Stack[]): Promise<void> => {
  const made = await migrateStacks(stacks);
  const main = `bin/${stacks[0]?.name}`;

  for (const name of cdkNames) {
    rmSync(folderOf(name), {recursive: true, force: true});
    cpSync(made, folderOf(name), {recursive: true});
    symlinkSync(inCdk('node_modules'), join(folderOf(name), 'node_modules'));
  }

  runWith('ts-node', `npx ts-node --prefer-ts-exts ${main}.ts`);
  editJson(join(folderOf('ts-node'), 'tsconfig.json'), (json) => ({
    ...json,
    compilerOptions: {...(json['compilerOptions'] as Json), ...olderCompilerOptions},
  }));

  runWith('compiled', `node ${main}.js`);
  await measure({
    words: 'npx tsc --noEmit false --declaration false --inlineSourceMap false --inlineSources false'.split(' '),
    cwd: folderOf('compiled'),
  });
};

/** Installs, transforms and migrates what is not yet there, and says so. */
export const prepareCdkApp = async (): Promise<readonly Stack[]> => {
  const hash = createHash('sha256').update(await installCdk());
  const stacks = await transformTemplates();

  for (const {name, transformed} of stacks) {
    hash.update(name).update(readFileSync(transformed));
  }

  await unlessDone(inCdk('.made'), hash.digest('hex'), () =>
    step(`Making the CDK app of ${stacks.map(({name}) => name).join(', ')} with cdk migrate`, () => makeApps(stacks)),
  );

  return stacks;
};

/** `compiled` is the fastest that an app can be set up for. */
export const synth = (name: CdkName): Command => ({
  words: [...cdk, 'synth', '--no-notices', '--no-version-reporting'],
  cwd: folderOf(name),
  env: {
    ...offline,
    ...(name === 'ts-node' && {TS_NODE_COMPILER: 'typescript-5'}),
    ...(name === 'compiled' && {NODE_COMPILE_CACHE: inCdk('compile-cache')}),
  },
});

/** The number of resources. @throws if not every way to run the app made the same last time. */
export const compareContent = (stacks: readonly Stack[]): number =>
  Math.min(...cdkNames.map((name) => compareResources(stacks, folderOf(name))));
