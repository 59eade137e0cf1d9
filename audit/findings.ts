// The templates as deployed, that is after the SAM transform, → what cdk-nag has to say about each resource.

import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {toCloudFormation} from '../generator/template.ts';
import {type CdkNag, inAudit, type Violation} from './cdk-nag.ts';
import type {Finding} from './compare.ts';
import type {StackTemplate} from './templates.ts';
import {transform} from './transform.ts';

const folder = inAudit('templates');

/** A rule that stumbles over an intrinsic has decided nothing, so a reason for its finding is none for that. */
const ruleOf = ({ruleName, description}: Violation): string =>
  description.startsWith('Rule threw an error') ? `${ruleName} (undecided)` : ruleName;

type Resources = Readonly<Record<string, {readonly Type: string}>>;

const findingsIn = async ({name, profile}: StackTemplate, file: string, nag: CdkNag): Promise<readonly Finding[]> => {
  const {Resources}: {readonly Resources: Resources} = JSON.parse(await readFile(file, 'utf8'));
  const resource = nag.include(name, file);

  // One resource at a time: for several, cdk-nag keeps the sentence of the first.
  return Object.entries(Resources).flatMap(([id, {Type}]) =>
    nag.packs
      .flatMap((pack) => pack.validateScope(resource(id)).violations)
      .map((violation) => ({
        rule: ruleOf(violation),
        id,
        type: Type,
        level: violation.severity,
        sentence: violation.description,
        template: name,
        profile,
      })),
  );
};

/** What it writes stays in .local/audit/templates, where a finding can be read. @throws if SAM or the CDK cannot read a template. */
export const findingsOf = async (templates: readonly StackTemplate[], nag: CdkNag): Promise<readonly Finding[]> => {
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});

  const files = await Promise.all(
    templates.map(async ({name, template}) => {
      const file = `${folder}/${name}.json`;

      await writeFile(file, JSON.stringify(toCloudFormation(template)));

      return file;
    }),
  );
  const transformed = await transform(files);

  return (await Promise.all(templates.map((each, i) => findingsIn(each, transformed[i] ?? '', nag)))).flat();
};
