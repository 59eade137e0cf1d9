import type {Templates} from './generate.ts';

/** The file of each stack's template, in the folder of blog.config.ts. */
export const fileNames = {
  home: 'template.yaml',
  replica: 'template.replica.yaml',
  edge: 'template.edge.yaml',
} as const satisfies Readonly<Record<keyof Templates, string>>;
