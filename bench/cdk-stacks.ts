// What both sides hold: a CDK stack for each generated template.

import {copyFileSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {transform} from '../audit/transform.ts';
import {inRoot} from '../local/places.ts';
import {inCdk} from './cdk-tools.ts';

export type Stack = {
  readonly name: string;
  /** The template after SAM's transform: plain CloudFormation, which CDK writes too. */
  readonly transformed: string;
};

/** Logical id → type. */
const typesIn = (path: string): ReadonlyMap<string, string> => {
  const {Resources} = JSON.parse(readFileSync(path, 'utf8')) as {Resources: Record<string, {Type: string}>};

  return new Map(Object.entries(Resources).map(([id, {Type}]) => [id, Type]));
};

/** template.yaml first, as `myblog`; template.replica.yaml as `myblog-replica`. */
export const transformTemplates = async (): Promise<readonly Stack[]> => {
  const bases = readdirSync(inRoot()).flatMap((file) => /^(template(\.\w+)?)\.yaml$/.exec(file)?.[1] ?? []);

  const sorted = bases.toSorted((a, b) => a.length - b.length);
  const copies = sorted.map((base) => inCdk(`${base}.yaml`));

  for (const copy of copies) {
    copyFileSync(inRoot(basename(copy)), copy);
  }

  return (await transform(copies)).map((transformed, i) => ({
    name: `${sorted[i]}`.replace('template', 'myblog').replace('.', '-'),
    transformed,
  }));
};

/** The number of resources. @throws if the app in `folder` did not make the same, under the same logical ids. */
export const compareResources = (stacks: readonly Stack[], folder: string): number =>
  stacks.reduce((sum, {name, transformed}) => {
    const ours = typesIn(transformed);
    const theirs = typesIn(join(folder, 'cdk.out', `${name}.template.json`));
    const missing = [...ours].flatMap(([id, type]) => (theirs.get(id) === type ? [] : id));
    const added = [...theirs.keys()].filter((id) => !ours.has(id));

    if (missing.length + added.length > 0) {
      throw new Error(`expected the resources of ${name} from CDK in ${folder}, got [${added}] and not [${missing}]`);
    }

    return sum + ours.size;
  }, 0);
