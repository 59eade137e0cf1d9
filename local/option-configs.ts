// Configs in which every option of blog.config.ts is on once, by the name that a command line says.
import blogConfig from '../blog.config.ts';
import type {BlogConfig} from '../generator/config.ts';
import {UserError} from '../operate/user-error.ts';

const {photos} = blogConfig;
const twoRegions = {...blogConfig, regions: ['eu-central-1', 'us-west-2']} satisfies BlogConfig;

const options: Readonly<Record<string, BlogConfig>> = {
  s3: {...twoRegions, photos: {...photos, upload: 's3'}},
  accelerate: {...twoRegions, photos: {...photos, upload: 'accelerate'}},
  cloudfront: {...twoRegions, photos: {...photos, upload: 'cloudfront'}},
  everything: {
    ...blogConfig,
    regions: ['eu-central-1', 'us-west-2', 'ap-southeast-2'],
    photos: {...photos, animated: true, upload: 'cloudfront', workflow: 'express'},
    cache: 'dax',
    profile: 'hardened',
    alarmMail: 'owner@example.com',
    domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'},
  },
};

/** Those of these names, or all of them. */
export const optionConfigs = (names: readonly string[]): readonly (readonly [name: string, config: BlogConfig])[] => {
  const unknown = names.find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined)
    throw new UserError(`expected some of ${Object.keys(options).join(', ')}, got '${unknown}'`);
  return Object.entries(options).filter(([name]) => names.length === 0 || names.includes(name));
};
