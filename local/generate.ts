import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import {type BlogConfig, type Config, parseConfig} from '../generator/config.ts';
import {fileNames} from '../generator/file-names.ts';
import {generate} from '../generator/generate.ts';
import {readSources} from '../generator/read-sources.ts';
import type {Template} from '../generator/template.ts';
import {parseYaml, toYaml} from '../generator/yaml.ts';
import {UserError} from '../operate/user-error.ts';
import {inRoot, root} from './places.ts';
import type {SamTemplate, Templates} from './template.ts';

export const parseTemplate = (text: string): SamTemplate => parseYaml(text) as SamTemplate;

const readTemplate = (file: string): SamTemplate => parseTemplate(readFileSync(inRoot(file), 'utf8'));

const checked = (input: BlogConfig): Config => {
  const parsed = parseConfig(input);
  if ('problems' in parsed) throw new UserError(parsed.problems.join('\n'));
  return parsed.config;
};

/** Runs the generator as its user would and reads what it wrote; it leaves no file that blog.config.ts does not ask for. */
export const generateTemplates = async (): Promise<Templates> => {
  const {status, stderr} = spawnSync(process.execPath, [inRoot('generator', 'cli.ts')], {cwd: root, encoding: 'utf8'});
  if (status !== 0) throw new UserError(`the generator refuses: ${stderr.trim()}`);
  return {
    regions: checked(blogConfig).regions,
    home: readTemplate(fileNames.home),
    ...(existsSync(inRoot(fileNames.replica)) && {replica: readTemplate(fileNames.replica)}),
    ...(existsSync(inRoot(fileNames.edge)) && {edge: readTemplate(fileNames.edge)}),
  };
};

/** What the generator would write for another config, without writing it. */
export const templatesFor = async (input: BlogConfig): Promise<Templates> => {
  const config = checked(input);
  const {home, replica, edge} = generate(config, await readSources());
  const data = (template: Template): SamTemplate => parseTemplate(toYaml(template));
  return {
    regions: config.regions,
    home: data(home),
    ...(replica && {replica: data(replica)}),
    ...(edge && {edge: data(edge)}),
  };
};
