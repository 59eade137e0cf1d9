// The committed templates and the workflows, from their files.

import {readFile} from 'node:fs/promises';
import {fileNames} from '../generator/file-names.ts';
import {workflowPaths} from '../generator/generate.ts';
import {readTemplateFile} from '../generator/template-files.ts';
import {parseYaml} from '../generator/yaml.ts';
import type {Sources} from './blog.ts';

const template = async (root: URL, name: string): Promise<unknown> => {
  const text = await readTemplateFile(root, name);

  return text === undefined ? undefined : parseYaml(text);
};

export const readTemplates = async (root: URL): Promise<Sources> => ({
  home: await template(root, fileNames.home),
  replica: await template(root, fileNames.replica),
  edge: await template(root, fileNames.edge),
  workflows: Object.fromEntries(
    await Promise.all(
      Object.values(workflowPaths).map(
        async (path) => [path, JSON.parse(await readFile(new URL(path, root), 'utf8'))] as const,
      ),
    ),
  ),
});
