import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import {parseYaml} from '../generator/yaml.ts';
import {UserError} from '../operate/user-error.ts';
import {inRoot, root} from './places.ts';
import type {SamTemplate, Templates} from './template.ts';

export const parseTemplate = (text: string): SamTemplate => parseYaml(text) as SamTemplate;

const readTemplate = (file: string): SamTemplate => parseTemplate(readFileSync(inRoot(file), 'utf8'));

/** Runs the generator as its user would and reads what it wrote; it leaves no file that blog.config.ts does not ask for. */
export const generateTemplates = async (): Promise<Templates> => {
  const {status, stderr} = spawnSync(process.execPath, [inRoot('generator', 'cli.ts')], {cwd: root, encoding: 'utf8'});
  if (status !== 0) throw new UserError(`the generator refuses: ${stderr.trim()}`);
  const [homeRegion = 'us-east-1', ...furtherRegions] = blogConfig.regions;
  return {
    regions: [homeRegion, ...furtherRegions],
    home: readTemplate('template.yaml'),
    ...(existsSync(inRoot('template.replica.yaml')) && {replica: readTemplate('template.replica.yaml')}),
    ...(existsSync(inRoot('template.edge.yaml')) && {edge: readTemplate('template.edge.yaml')}),
  };
};
