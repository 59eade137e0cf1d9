// The templates as deployed, that is after the SAM transform, → what cdk-nag has to say about each resource.

import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import type {Finding} from './compare.ts';
import type {AuditedTemplate} from './templates.ts';
import {inAudit, type Tools, type Violation} from './tools.ts';
import {transform} from './transform.ts';

const folder = inAudit('templates');
const fileOf = (name: string, suffix: string): string => `${folder}/${name}.${suffix}`;

/** What it writes is in .local/audit/templates: a finding is read there. */
const transformAll = async (templates: readonly AuditedTemplate[]): Promise<void> => {
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  await Promise.all(templates.map(({name, template}) => writeFile(fileOf(name, 'json'), JSON.stringify(template))));
  await transform(templates.map(({name}) => fileOf(name, 'json')));
};

/** A rule that stumbles over an intrinsic has decided nothing, so a reason for its finding is none for that. */
const ruleOf = ({ruleName, description}: Violation): string =>
  description.startsWith('Rule threw an error') ? `${ruleName} (undecided)` : ruleName;

const findingsIn = async ({name, profile}: AuditedTemplate, tools: Tools): Promise<readonly Finding[]> => {
  const file = fileOf(name, 'transformed.json');
  const {Resources}: AuditedTemplate['template'] = JSON.parse(await readFile(file, 'utf8'));
  const resource = tools.include(name, file);

  // One resource at a time: for several, cdk-nag keeps the sentence of the first.
  return Object.entries(Resources).flatMap(([id, {Type}]) =>
    tools.packs
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

/** @throws if SAM or the CDK cannot read a template. */
export const findingsOf = async (templates: readonly AuditedTemplate[], tools: Tools): Promise<readonly Finding[]> => {
  await transformAll(templates);

  return (await Promise.all(templates.map((each) => findingsIn(each, tools)))).flat();
};
