import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {parse, type ScalarTag} from 'yaml';
import blogConfig from '../blog.config.ts';
import {UserError} from '../operate/user-error.ts';
import {inRoot, root} from './places.ts';
import type {SamTemplate} from './template.ts';

const shortForm = (tag: string, resolve: (text: string) => unknown): ScalarTag => ({tag, resolve});

/** CloudFormation's short forms, as the long ones that JSON can carry. */
const customTags = [
  shortForm('!Ref', (name) => ({Ref: name})),
  shortForm('!Sub', (text) => ({'Fn::Sub': text})),
  shortForm('!GetAtt', (path) => {
    const dot = path.indexOf('.');
    return {'Fn::GetAtt': [path.slice(0, dot), path.slice(dot + 1)]};
  }),
];

export const parseTemplate = (text: string): SamTemplate => parse(text, {version: '1.1', customTags});

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
