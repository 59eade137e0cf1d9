import {readFileSync} from 'node:fs';
import blog from '../../blog.config.ts';
import type {Config} from '../../generator/config.ts';
import {parseConfig} from '../../generator/config.ts';
import {generate, type Sources} from '../../generator/generate.ts';
import {type Template, toCloudFormation} from '../../generator/template.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The blog that is committed, with some of its settings changed. */
export const configWith = (changes: object = {}): Config => {
  const parsed = parseConfig({...blog, ...changes});

  if ('problems' in parsed) {
    throw new Error(parsed.problems.join('\n'));
  }

  return parsed.config;
};

export const sources: Sources = {
  photosWorkflow: read('statemachines/photos.asl.json'),
  viewerRequest: read('generator/functions/viewer-request.js'),
};

export const templateOf = (changes: object = {}): Template => generate(configWith(changes), sources);

type Body = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

export const bodiesOf = (template: Template): readonly (readonly [id: string, body: Body])[] =>
  Object.entries(toCloudFormation(template).Resources as Readonly<Record<string, Body>>);
