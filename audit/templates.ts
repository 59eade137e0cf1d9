// What linters of others read: every template of a config, and where it is to be deployed.

import type {Config} from '../generator/config.ts';
import {generate, type Sources, type Templates} from '../generator/generate.ts';
import type {Template} from '../generator/template.ts';
import type {NamedConfig} from './configs.ts';

export type StackTemplate = {
  /** Letters, digits and dashes: it becomes a file and a stack. */
  readonly name: string;
  readonly profile: Config['profile'];
  readonly regions: readonly string[];
  readonly template: Template;
};

const regionsOf = ({regions: [home, ...further]}: Config): Readonly<Record<keyof Templates, readonly string[]>> => ({
  home: [home],
  replica: further,
  edge: ['us-east-1'],
});

export const templatesOf = ({name, config}: NamedConfig, sources: Sources): readonly StackTemplate[] =>
  Object.entries(generate(config, sources)).map(([stack, template]) => ({
    name: `${name}-${stack}`,
    profile: config.profile,
    regions: regionsOf(config)[stack as keyof Templates],
    template,
  }));
