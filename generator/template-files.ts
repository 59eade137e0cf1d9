// How the templates are read and written: all of them or none.

import {readFile, rename, rm, writeFile} from 'node:fs/promises';
import {fileNames} from './file-names.ts';
import type {Templates} from './generate.ts';
import type {Template} from './template.ts';

/** The text of each template by its file name; undefined for one that there should not be. */
export type TemplateFiles = {
  readonly [Stack in keyof Templates as (typeof fileNames)[Stack]]-?: Stack extends 'home'
    ? string
    : string | undefined;
};

export const templateFiles = (templates: Templates, toText: (template: Template) => string): TemplateFiles => {
  const text = (template: Template | undefined) => template && toText(template);

  return {
    [fileNames.home]: toText(templates.home),
    [fileNames.replica]: text(templates.replica),
    [fileNames.edge]: text(templates.edge),
  };
};

/** Undefined if there is no such file. */
export const readTemplateFile = async (folder: URL, name: string): Promise<string | undefined> => {
  try {
    return await readFile(new URL(name, folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }

    throw error;
  }
};

/** Writes the templates beside their places first and moves them in only then; removes those that there should not be. */
export const writeTemplateFiles = async (folder: URL, files: TemplateFiles) => {
  const written = Object.entries(files).flatMap(([name, text]) => (text === undefined ? [] : [{name, text}]));
  const unwanted = Object.entries(files).flatMap(([name, text]) => (text === undefined ? [name] : []));
  const half = (name: string) => new URL(`${name}.part`, folder);

  const current = await Promise.all(written.map(({name}) => readTemplateFile(folder, name)));
  // A file that is as it should be keeps its time, by which a build knows that it is up to date.
  const changed = written.filter(({text}, i) => text !== current[i]);

  await Promise.all(changed.map(({name, text}) => writeFile(half(name), text)));
  await Promise.all(changed.map(({name}) => rename(half(name), new URL(name, folder))));

  const removed = await Promise.all(
    unwanted.map(async (name) => {
      const exists = (await readTemplateFile(folder, name)) !== undefined;

      await rm(new URL(name, folder), {force: true});

      return exists ? [name] : [];
    }),
  );

  return {written: written.map(({name}) => name), removed: removed.flat()};
};
