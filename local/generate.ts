import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import {parseYaml} from '../generator/yaml.ts';
import {UserError} from '../operate/user-error.ts';
import {inRoot, root} from './places.ts';
import type {SamTemplate} from './template.ts';

export const parseTemplate = (text: string): SamTemplate => parseYaml(text) as SamTemplate;

/** Runs the generator as its user would and reads what it wrote. */
export const generateTemplate = async (): Promise<{template: SamTemplate; homeRegion: string}> => {
  const {status, stderr} = spawnSync(process.execPath, [inRoot('generator', 'cli.ts')], {cwd: root, encoding: 'utf8'});
  if (status !== 0) throw new UserError(`the generator refuses: ${stderr.trim()}`);
  const [homeRegion] = blogConfig.regions;
  return {
    template: parseTemplate(readFileSync(inRoot('template.yaml'), 'utf8')),
    homeRegion: homeRegion ?? 'us-east-1',
  };
};
