// What is audited: every template that the generator makes of this blog, in each of the ways below. The only file here that knows
// the generator.

import blog from '../blog.config.ts';
import {parseConfig} from '../generator/config.ts';
import {generate, type Sources} from '../generator/generate.ts';
import {readSources} from '../generator/read-sources.ts';
import {toCloudFormation} from '../generator/template.ts';
import type {Profile} from './register.ts';

export type AuditedTemplate = {
  /** Letters, digits and dashes: it becomes a file and a stack. */
  readonly name: string;
  readonly profile: Profile;
  /** Before the SAM transform, intrinsics in their long form. */
  readonly template: {readonly Resources: Readonly<Record<string, {readonly Type: string}>>};
};

/** What is changed in blog.config.ts, by the name of the variant. */
const variants: Readonly<Record<string, object>> = {
  committed: {},
  hardened: {
    regions: ['eu-central-1'],
    profile: 'hardened',
    alarmMail: 'owner@blog.example',
    domain: {name: 'www.blog.example', hostedZoneId: 'Z0123456789ABC'},
    photos: {...blog.photos, upload: 'cloudfront', workflow: 'express'},
    cache: 'dax',
  },
  'hardened-regions': {
    profile: 'hardened',
    alarmMail: 'owner@blog.example',
    photos: {...blog.photos, upload: 'accelerate'},
  },
  dax: {cache: 'dax'},
};

const templatesOf = (variant: string, changes: object, sources: Sources): readonly AuditedTemplate[] => {
  const parsed = parseConfig({...blog, ...changes});

  if ('problems' in parsed) {
    throw new Error([`${variant}:`, ...parsed.problems].join('\n'));
  }

  const {config} = parsed;

  return Object.entries(generate(config, sources)).map(([stack, template]) => ({
    name: `${variant}-${stack}`,
    profile: config.profile,
    template: toCloudFormation(template),
  }));
};

export const templatesUnderAudit = async (): Promise<readonly AuditedTemplate[]> => {
  const sources = await readSources();

  return Object.entries(variants).flatMap(([variant, changes]) => templatesOf(variant, changes, sources));
};
