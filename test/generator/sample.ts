import blog from '../../blog.config.ts';
import type {Config} from '../../generator/config.ts';
import {parseConfig} from '../../generator/config.ts';
import {generate, type Templates} from '../../generator/generate.ts';
import {readSources} from '../../generator/read-sources.ts';
import {type Template, toCloudFormation} from '../../generator/template.ts';

/** The blog that is committed, with some of its settings changed; undefined takes one away. */
export const configWith = (changes: object = {}): Config => {
  const settings = Object.entries({...blog, ...changes}).filter(([, value]) => value !== undefined);
  const parsed = parseConfig(Object.fromEntries(settings));

  if ('problems' in parsed) {
    throw new Error(parsed.problems.join('\n'));
  }

  return parsed.config;
};

export const sources = await readSources();

export const templatesOf = (changes: object = {}): Templates => generate(configWith(changes), sources);

/** The home stack's alone. */
export const templateOf = (changes: object = {}): Template => templatesOf(changes).home;

type Body = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

export const bodiesOf = (template: Template): readonly (readonly [id: string, body: Body])[] =>
  Object.entries(toCloudFormation(template).Resources as Readonly<Record<string, Body>>);
