import blog from '../../blog.config.ts';
import {workflowPaths} from '../../generator/generate.ts';
import {parseYaml, toYaml} from '../../generator/yaml.ts';
import type {Sources} from '../../pictures/blog.ts';
import {blogOf} from '../../pictures/blog.ts';
import type {Scene} from '../../pictures/picture.ts';
import {relationsOf} from '../../pictures/relations.ts';
import {sources, templatesOf} from '../generator/sample.ts';

export type Document = {readonly Resources: Record<string, {Type: string; Properties: Record<string, unknown>}>};

/** What the pictures of a blog are drawn from, after some of its settings were changed; fresh, to be broken. */
export const sourcesOf = (changes: object = {}): Sources & {readonly home: Document} => {
  const {home, replica, edge} = templatesOf(changes);

  return {
    home: parseYaml(toYaml(home)) as Document,
    ...(replica && {replica: parseYaml(toYaml(replica))}),
    ...(edge && {edge: parseYaml(toYaml(edge))}),
    workflows: {
      [workflowPaths.photosWorkflow]: JSON.parse(sources.photosWorkflow),
      [workflowPaths.newPostMailWorkflow]: JSON.parse(sources.newPostMailWorkflow),
    },
  };
};

export const sceneOf = (from: Sources): Scene => {
  const parts = blogOf(from);

  return {blog: parts, relations: relationsOf(parts)};
};

const hardened = {profile: 'hardened', alarmMail: 'owner@example.com'};

/** Every setting that changes what is drawn, alone and together. */
export const variants: readonly (readonly [name: string, changes: object])[] = [
  ['as committed', {}],
  ['in one region', {regions: ['eu-central-1']}],
  ['in three regions', {regions: ['eu-central-1', 'us-west-2', 'ap-southeast-2']}],
  ['with DAX', {cache: 'dax'}],
  ['with uploads through the distribution', {photos: {...blog.photos, upload: 'cloudfront'}}],
  ['with accelerated uploads', {photos: {...blog.photos, upload: 'accelerate'}}],
  ['without a configuration set', {mail: {...blog.mail, configurationSet: false, confirm: false}}],
  ['with a domain', {domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'}}],
  ['hardened', hardened],
  ['with everything', {...hardened, cache: 'dax', photos: {...blog.photos, upload: 'cloudfront'}}],
];
